/** Where rows go: Cassandra, Kafka, and the offsets that tell how far a query has read. */
@NullMarked
package io.tideline.spark.output;

import org.jspecify.annotations.NullMarked;
