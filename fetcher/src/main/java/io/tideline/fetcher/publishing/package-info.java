/** The way from the outbox to Kafka: nothing lost, every series in order. */
@NullMarked
package io.tideline.fetcher.publishing;

import org.jspecify.annotations.NullMarked;
