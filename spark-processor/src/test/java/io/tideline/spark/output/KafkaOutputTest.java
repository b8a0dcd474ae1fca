package io.tideline.spark.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.spark.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class KafkaOutputTest {

    private static final StructType REJECTED = StructType.fromDDL(
            "reason STRING, detail STRING, key BINARY, bytes BINARY, topic STRING, partition INT, offset BIGINT");

    @Test
    void aDeadLetterHoldsTheOriginalBytesAndTellsWhereTheyCameFrom() {
        byte[] bytes = {1, 2, 3};
        Row rejected = RowFactory.create("NOT_FRAMED", "no 0x00", new byte[] {9}, bytes, "readings", 3, 4711L);

        Row letter = KafkaOutput.deadLetters(LocalSpark.rows(REJECTED, List.of(rejected)))
                .collectAsList()
                .get(0);

        assertThat(letter.<byte[]>getAs("key")).containsExactly(9);
        assertThat(letter.<byte[]>getAs("value")).isEqualTo(bytes);
        assertThat(headers(letter))
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

    private static Map<String, String> headers(Row letter) {
        List<Row> headers = letter.getList(letter.fieldIndex("headers"));
        return headers.stream()
                .collect(Collectors.toMap(
                        header -> header.getString(0),
                        header -> new String(header.<byte[]>getAs(1), StandardCharsets.UTF_8)));
    }
}
