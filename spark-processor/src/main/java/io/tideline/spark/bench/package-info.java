/** Measures the running pipeline from outside: how many readings it takes, and how soon it tells. Each number stands beside a ceiling taken in the same run. */
@NullMarked
package io.tideline.spark.bench;

import org.jspecify.annotations.NullMarked;
