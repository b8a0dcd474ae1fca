/** The watch over the pipeline itself: what is wrong becomes an alert like any other, whichever part it is that is down. */
@NullMarked
package io.tideline.api.watch;

import org.jspecify.annotations.NullMarked;
