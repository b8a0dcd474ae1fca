package io.tideline.spark.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.avro.Reading;
import io.tideline.spark.LocalSpark;
import io.tideline.spark.output.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ReadingDecoderTest {

    private static final StructType RECORD =
            StructType.fromDDL("key BINARY, value BINARY, topic STRING, partition INT, offset BIGINT");
    /** Stands for a record without a value. */
    private static final byte[] NOTHING = {};

    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00.250Z");

    @Test
    void readsTheValuesOfAReading() {
        Dataset<Row> readings = ReadingDecoder.accepted(decode(Wire.bytes(Wire.reading(38.5, TEN))));

        Row reading = readings.collectAsList().get(0);

        assertThat(reading.mkString("|"))
                .isEqualTo("simulator|phoenix|temperature|38.5|Cel|" + TEN.toEpochMilli() + "|"
                        + Instant.parse("2026-11-23T10:00:01.500Z").toEpochMilli() + "|0");
    }

    @Test
    void readsAReadingOfTheNextReleaseByTheSchemaOfItsWriter() {
        Dataset<Row> readings = ReadingDecoder.accepted(decode(Wire.bytesOfNextRelease(12.25, TEN)));

        Row reading = readings.collectAsList().get(0);

        assertThat(reading.<Double>getAs("value")).isEqualTo(12.25);
        assertThat(reading.<Long>getAs("observed_ms")).isEqualTo(TEN.toEpochMilli());
    }

    @Test
    void rejectsWhatIsNoReadingWithItsReasonAndKeepsTheRest() {
        byte[] good = Wire.bytes(Wire.reading(20, TEN));
        Dataset<Row> decoded = decode(
                NOTHING,
                "{\"json\":true}".getBytes(StandardCharsets.UTF_8),
                new Envelope(99).wrap(Wire.reading(20, TEN)),
                new Envelope(Wire.FOREIGN).wrap(Wire.reading(20, TEN)),
                Arrays.copyOf(good, good.length - 3),
                Arrays.copyOf(good, good.length + 1),
                Wire.bytes(Wire.reading(Double.NaN, TEN)),
                Wire.bytes(
                        Reading.newBuilder(Wire.reading(20, TEN)).setEntity(" ").build()),
                Wire.bytes(Reading.newBuilder(Wire.reading(20, TEN))
                        .setEntity("a/b")
                        .build()),
                Wire.bytes(Wire.reading(20, Instant.parse("2030-01-01T00:00:00Z"))),
                good);

        List<String> reasons = ReadingDecoder.rejected(decoded).orderBy("offset").collectAsList().stream()
                .map(row -> row.<String>getAs("reason"))
                .toList();

        assertThat(reasons)
                .containsExactly(
                        "EMPTY",
                        "NOT_FRAMED",
                        "UNKNOWN_SCHEMA",
                        "INCOMPATIBLE_SCHEMA",
                        "UNREADABLE",
                        "UNREADABLE",
                        "NOT_FINITE",
                        "NO_SERIES",
                        "NO_SERIES",
                        "IMPLAUSIBLE_TIME");
        assertThat(ReadingDecoder.accepted(decoded).count()).isEqualTo(1);
    }

    @Test
    void keepsTheBytesAndThePlaceOfARejectedRecord() {
        byte[] nonsense = {7, 7, 7, 7, 7, 7};

        Row rejected = ReadingDecoder.rejected(decode(nonsense)).collectAsList().get(0);

        assertThat(rejected.<byte[]>getAs("bytes")).isEqualTo(nonsense);
        assertThat(rejected.<byte[]>getAs("key")).isEqualTo("key".getBytes(StandardCharsets.UTF_8));
        assertThat(rejected.<String>getAs("topic")).isEqualTo("readings");
        assertThat(rejected.<Long>getAs("offset")).isZero();
    }

    @Test
    void rejectsNothingWhileTheRegistryIsAway() {
        WriterSchemas away = contentId -> {
            throw new IOException("connection refused");
        };
        Dataset<Row> decoded = ReadingDecoder.decode(records(Wire.bytes(Wire.reading(20, TEN))), away);

        assertThatThrownBy(decoded::collectAsList).rootCause().hasMessageContaining("connection refused");
    }

    private static Dataset<Row> decode(byte[]... values) {
        return ReadingDecoder.decode(records(values), new Wire());
    }

    private static Dataset<Row> records(byte[]... values) {
        List<Row> records = new ArrayList<>();
        for (byte[] value : values) {
            byte[] key = "key".getBytes(StandardCharsets.UTF_8);
            records.add(RowFactory.create(key, value == NOTHING ? null : value, "readings", 0, (long) records.size()));
        }
        return LocalSpark.rows(RECORD, records);
    }
}
