/** The rules as the running job sees them: read again every few seconds. */
@NullMarked
package io.tideline.spark.rule;

import org.jspecify.annotations.NullMarked;
