package io.tideline.spark.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetReporterTest {

    @Test
    void readsTheOffsetsOfEveryPartition() {
        assertThat(OffsetReporter.offsets("{\"readings\":{\"0\":12,\"3\":7},\"alerts\":{\"0\":1}}"))
                .isEqualTo(Map.of(
                        new TopicPartition("readings", 0), new OffsetAndMetadata(12),
                        new TopicPartition("readings", 3), new OffsetAndMetadata(7),
                        new TopicPartition("alerts", 0), new OffsetAndMetadata(1)));
    }

    @Test
    void refusesWhatAreNoOffsets() {
        assertThatThrownBy(() -> OffsetReporter.offsets("12"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no offsets")
                .hasMessageContaining("12");
    }
}
