/** Every reading of a series, and the newest one. */
@NullMarked
package io.tideline.spark.series;

import org.jspecify.annotations.NullMarked;
