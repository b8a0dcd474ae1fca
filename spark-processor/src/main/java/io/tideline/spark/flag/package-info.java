/** One reading that breaks a threshold rule, at the instant it is read. */
@NullMarked
package io.tideline.spark.flag;

import org.jspecify.annotations.NullMarked;
