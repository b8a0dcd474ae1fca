/** From the bytes of a Kafka record to a row, or to a rejected record with a reason. */
@NullMarked
package io.tideline.spark.input;

import org.jspecify.annotations.NullMarked;
