/** How long the two services take to start, and what they hold, in each way that they can be run. */
@NullMarked
package io.tideline.bench.start;

import org.jspecify.annotations.NullMarked;
