/** How the HTTP interface explains itself: an example of every body that goes in or comes out. */
@NullMarked
package io.tideline.fetcher.contract;

import org.jspecify.annotations.NullMarked;
