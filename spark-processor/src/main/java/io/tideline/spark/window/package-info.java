/** Count, min, max, mean, deviation and last of a series over a time window; exact, whatever comes late or is corrected. */
@NullMarked
package io.tideline.spark.window;

import org.jspecify.annotations.NullMarked;
