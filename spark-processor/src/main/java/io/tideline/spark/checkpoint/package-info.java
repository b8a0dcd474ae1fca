/** Checkpoints on a local disk without a forked process for every file. */
@NullMarked
package io.tideline.spark.checkpoint;

import org.jspecify.annotations.NullMarked;
