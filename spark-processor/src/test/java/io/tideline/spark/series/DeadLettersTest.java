package io.tideline.spark.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final StructType REJECTED = StructType.fromDDL(
            "reason STRING, detail STRING, key BINARY, bytes BINARY, topic STRING, partition INT, offset BIGINT");

    @Test
    void aDeadLetterHoldsTheOriginalBytesAndTellsWhereTheyCameFrom() {
        byte[] bytes = {1, 2, 3};
        Object[] values = {"NOT_FRAMED", "no 0x00", new byte[] {9}, bytes, "readings", 3, 4711L};
        Row rejected = new GenericRowWithSchema(values, REJECTED);

        ProducerRecord<byte[], byte[]> letter = DeadLetters.record(rejected);

        assertThat(letter.topic()).isEqualTo("readings-rejected");
        assertThat(letter.key()).containsExactly(9);
        assertThat(letter.value()).isEqualTo(bytes);
        Map<String, String> headers = new TreeMap<>();
        letter.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        assertThat(headers)
                .isEqualTo(Map.of(
                        "reason",
                        "NOT_FRAMED",
                        "detail",
                        "no 0x00",
                        "topic",
                        "readings",
                        "partition",
                        "3",
                        "offset",
                        "4711"));
    }
}
