package io.tideline.spark.alert;

import io.tideline.rules.alert.AlertStep;
import io.tideline.rules.series.Observation;
import io.tideline.spark.input.Observations;
import io.tideline.spark.output.Envelope;
import io.tideline.spark.rule.RuleComplaints;
import io.tideline.spark.rule.RuleSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.ExpiredTimerInfo;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Joins {@link ShardAlerts} to Spark's state and timers. The key is the number of the shard. */
final class AlertProcessor extends StatefulProcessor<Integer, Row, Row> {

    private final RuleSource rules;
    private final RuleComplaints complaints;
    private final Duration lateness;
    private final Envelope envelope;

    @SuppressWarnings("NullAway.Init") // Spark calls init first
    private transient StoredShardState state;

    AlertProcessor(RuleSource rules, RuleComplaints complaints, Duration lateness, Envelope envelope) {
        this.rules = rules;
        this.complaints = complaints;
        this.lateness = lateness;
        this.envelope = envelope;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        state = new StoredShardState(getHandle());
    }

    @Override
    public Iterator<Row> handleInputRows(Integer shard, Iterator<Row> rows, TimerValues time) {
        List<Observation> readings = new ArrayList<>();
        boolean isTick = false;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (Shards.isTick(row)) {
                isTick = true;
            } else {
                readings.add(Observations.of(row));
            }
        }
        ShardAlerts alerts = alerts(time);
        if (!readings.isEmpty()) {
            alerts.read(readings);
        }
        if (isTick) {
            alerts.tick();
        }
        return records(alerts.steps());
    }

    @Override
    public Iterator<Row> handleExpiredTimer(Integer shard, TimerValues time, ExpiredTimerInfo timer) {
        ShardAlerts alerts = alerts(time);
        alerts.wake(timer.getExpiryTimeInMs());
        return records(alerts.steps());
    }

    private ShardAlerts alerts(TimerValues time) {
        return new ShardAlerts(state, rules.current(), complaints, lateness, time.getCurrentProcessingTimeInMs());
    }

    private Iterator<Row> records(List<AlertStep> steps) {
        return CollectionConverters.asScala(steps.stream().map(this::record).iterator());
    }

    private Row record(AlertStep step) {
        byte[] key = step.series().toString().getBytes(StandardCharsets.UTF_8);
        return RowFactory.create(key, envelope.wrap(AlertEvents.of(step)));
    }
}
