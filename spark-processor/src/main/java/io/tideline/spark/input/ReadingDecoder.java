package io.tideline.spark.input;

import static org.apache.spark.sql.functions.col;

import io.tideline.avro.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Kafka records to readings. Whatever is no reading stays as a rejected record with its reason; nothing is dropped. */
public final class ReadingDecoder {

    /** Readings: times are milliseconds since 1970, UTC. */
    public static final StructType READING =
            StructType.fromDDL("source STRING, entity STRING, metric STRING, value DOUBLE, unit STRING,"
                    + " observed_ms BIGINT, fetched_ms BIGINT, revision INT");

    private static final StructType DECODED = READING.merge(
            StructType.fromDDL(
                    "reason STRING, detail STRING, key BINARY, bytes BINARY, topic STRING, partition INT, offset BIGINT"),
            true);

    private static final int REASON = READING.size();

    private ReadingDecoder() {}

    /** Rows with key, value, topic, partition and offset to rows with either the columns of a reading or a reason. */
    public static Dataset<Row> decode(Dataset<Row> records, WriterSchemas schemas) {
        return decode(records, schemas, ReadObserver.NONE);
    }

    /** As {@link #decode(Dataset, WriterSchemas)}, and tells the observer of every record. */
    public static Dataset<Row> decode(Dataset<Row> records, WriterSchemas schemas, ReadObserver observer) {
        MapPartitionsFunction<Row, Row> decodeAll = rows -> decodeAll(rows, new ReadingFormat(schemas), observer);
        return records.select("key", "value", "topic", "partition", "offset")
                .mapPartitions(decodeAll, Encoders.row(DECODED));
    }

    /** The readings among decoded rows. */
    public static Dataset<Row> accepted(Dataset<Row> decoded) {
        // Typed, like the step before it: Spark then hands the rows over as they are.
        FlatMapFunction<Row, Row> reading =
                row -> row.isNullAt(REASON) ? List.of(reading(row)).iterator() : Collections.emptyIterator();
        return decoded.flatMap(reading, Encoders.row(READING));
    }

    /** The rejected records among decoded rows: reason, detail, key, bytes, topic, partition, offset. */
    public static Dataset<Row> rejected(Dataset<Row> decoded) {
        return decoded.filter(col("reason").isNotNull())
                .select("reason", "detail", "key", "bytes", "topic", "partition", "offset");
    }

    private static Row reading(Row decoded) {
        Object[] values = new Object[READING.size()];
        for (int column = 0; column < values.length; column++) {
            values[column] = decoded.get(column);
        }
        return RowFactory.create(values);
    }

    private static Iterator<Row> decodeAll(Iterator<Row> records, ReadingFormat format, ReadObserver observer) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public Row next() {
                Row record = records.next();
                Row decoded = decode(record, format);
                observer.read(record.getAs("topic"), record.getAs("partition"), record.getAs("offset"));
                return decoded;
            }
        };
    }

    private static Row decode(Row record, ReadingFormat format) {
        try {
            Decoded<Reading> decoded = format.decode(bytes(record, "value"));
            if (decoded instanceof Decoded.Rejected<Reading> rejected) {
                return row(record, rejected);
            }
            return row(((Decoded.Accepted<Reading>) decoded).message());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(Reading reading) {
        return decoded(
                reading.getSource(),
                reading.getEntity(),
                reading.getMetric(),
                reading.getValue(),
                reading.getUnit(),
                reading.getObservedAt().toEpochMilli(),
                reading.getFetchedAt().toEpochMilli(),
                reading.getRevision(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Row row(Row record, Decoded.Rejected<Reading> rejected) {
        return decoded(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                rejected.reason().name(),
                rejected.detail(),
                bytes(record, "key"),
                bytes(record, "value"),
                record.getAs("topic"),
                record.getAs("partition"),
                record.getAs("offset"));
    }

    /** With its schema: the next step may get this very row, and asks for columns by their names. */
    private static Row decoded(@Nullable Object... values) {
        return new GenericRowWithSchema(values, DECODED);
    }

    private static byte @Nullable [] bytes(Row record, String column) {
        return record.getAs(column);
    }
}
