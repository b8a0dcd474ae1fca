/** Connections to Kafka. */
@NullMarked
package io.tideline.api.kafka;

import org.jspecify.annotations.NullMarked;
