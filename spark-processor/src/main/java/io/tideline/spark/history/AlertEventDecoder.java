package io.tideline.spark.history;

import io.tideline.avro.AlertEvent;
import io.tideline.spark.input.AvroFormat;
import io.tideline.spark.input.Decoded;
import io.tideline.spark.input.WriterSchemas;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records of the topic {@code alerts} to rows with the columns of the table {@code alert}; times are still milliseconds. */
final class AlertEventDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(AlertEventDecoder.class);

    private static final StructType EVENT = StructType.fromDDL(
            "alert_id STRING, sequence BIGINT, rule_id STRING, rule_name STRING, severity STRING, source STRING, entity STRING, metric STRING,"
                    + " state STRING, reason STRING, condition STRING, value DOUBLE, unit STRING, threshold DOUBLE, threshold_unit STRING,"
                    + " peak DOUBLE, readings BIGINT, starts_ms BIGINT, fired_ms BIGINT, ends_ms BIGINT, at_ms BIGINT, fetched_ms BIGINT, message STRING");

    private AlertEventDecoder() {}

    static Dataset<Row> decode(Dataset<Row> records, WriterSchemas schemas) {
        MapPartitionsFunction<Row, Row> decodeAll =
                rows -> decodeAll(rows, new AvroFormat<>(AlertEvent.getClassSchema(), schemas));
        return records.select("value", "partition", "offset").mapPartitions(decodeAll, Encoders.row(EVENT));
    }

    private static Iterator<Row> decodeAll(Iterator<Row> records, AvroFormat<AlertEvent> format) throws IOException {
        List<Row> events = new ArrayList<>();
        while (records.hasNext()) {
            Row record = records.next();
            Decoded<AlertEvent> decoded = format.decode(record.getAs("value"));
            if (decoded instanceof Decoded.Accepted<AlertEvent> accepted) {
                events.add(row(accepted.message()));
            } else {
                // Nobody but this job writes to the topic; a foreign record stays in it and is told here.
                LOG.error(
                        "event=alert-unreadable partition={} offset={} cause=\"{}\"",
                        record.getAs("partition"),
                        record.getAs("offset"),
                        decoded);
            }
        }
        return events.iterator();
    }

    private static Row row(AlertEvent event) {
        return RowFactory.create(
                event.getAlertId(),
                event.getSequence(),
                event.getRuleId(),
                event.getRuleName(),
                event.getSeverity(),
                event.getSource(),
                event.getEntity(),
                event.getMetric(),
                event.getState(),
                event.getReason(),
                event.getCondition(),
                event.getValue(),
                event.getUnit(),
                event.getThreshold(),
                event.getThresholdUnit(),
                event.getPeak(),
                event.getReadings(),
                event.getStartsAt().toEpochMilli(),
                millis(event.getFiredAt()),
                millis(event.getEndsAt()),
                event.getAt().toEpochMilli(),
                millis(event.getFetchedAt()),
                event.getMessage());
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
