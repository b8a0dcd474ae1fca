/** One application with several named queries: their settings, start, restart and stop. */
@NullMarked
package io.tideline.spark.job;

import org.jspecify.annotations.NullMarked;
