/** The Spark job: readings from Kafka become flags, windows and alerts. */
@NullMarked
package io.tideline.spark;

import org.jspecify.annotations.NullMarked;
