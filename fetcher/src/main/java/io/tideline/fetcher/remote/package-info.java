/** The way out: requests to external APIs, sent as a good guest. */
@NullMarked
package io.tideline.fetcher.remote;

import org.jspecify.annotations.NullMarked;
