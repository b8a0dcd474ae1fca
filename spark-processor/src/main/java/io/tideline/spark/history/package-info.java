/** The steps of alerts from Kafka to the tables that tell what was and what is active. */
@NullMarked
package io.tideline.spark.history;

import org.jspecify.annotations.NullMarked;
