package io.tideline.api.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is. */
@ConfigMapping(prefix = "tideline.kafka")
interface KafkaConfig {

    @WithDefault("${KAFKA_BOOTSTRAP_SERVERS:127.0.0.1:9092}")
    String bootstrapServers();
}
