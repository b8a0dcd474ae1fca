/** Measures how many listeners one alert API holds, beside a bare broadcaster as the ceiling. */
@NullMarked
package io.tideline.bench.sse;

import org.jspecify.annotations.NullMarked;
