/** How soon the job tells: from the fetch of a reading to its flag and to its alert. */
@NullMarked
package io.tideline.bench.latency;

import org.jspecify.annotations.NullMarked;
