/** What sources push instead of being asked. */
@NullMarked
package io.tideline.fetcher.push;

import org.jspecify.annotations.NullMarked;
