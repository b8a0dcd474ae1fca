package io.tideline.api.alert;

import io.smallrye.mutiny.Uni;
import io.tideline.api.cassandra.Cassandra;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores a step of an alert as the job's query {@code history} does: the same rows under the same write times, so that it does not
 * matter who writes, how often, or in which order. For alerts that must not wait for the job.
 */
@ApplicationScoped
public class StepTables {

    private static final String STEP = "alert_id, rule_id, rule_name, severity, source, entity, metric, state,"
            + " reason, condition, value, unit, threshold, threshold_unit, peak, readings, starts_at, fired_at, ends_at,"
            + " at, fetched_at, sequence, message";
    private static final String MARKS = "?" + ", ?".repeat(22);
    private static final String ALERT =
            "INSERT INTO tideline.alert (" + STEP + ") VALUES (" + MARKS + ") USING TIMESTAMP ?";
    private static final String ACTIVE =
            "INSERT INTO tideline.active_alert (bucket, " + STEP + ") VALUES (0, " + MARKS + ") USING TIMESTAMP ?";
    private static final String NOT_ACTIVE =
            "DELETE FROM tideline.active_alert USING TIMESTAMP ? WHERE bucket = 0 AND alert_id = ?";
    private static final String BY_DAY =
            "INSERT INTO tideline.alert_by_day (" + STEP + ", day) VALUES (" + MARKS + ", ?) USING TIMESTAMP ?";
    private static final String BY_SERIES =
            "INSERT INTO tideline.alert_by_series (" + STEP + ", month) VALUES (" + MARKS + ", ?) USING TIMESTAMP ?";
    private static final String EVENT = "INSERT INTO tideline.alert_event (alert_id, sequence, state, reason, value,"
            + " unit, peak, readings, at, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?";

    private final Cassandra cassandra;

    StepTables(Cassandra cassandra) {
        this.cassandra = cassandra;
    }

    /** Writes one step to every table of alerts; may be repeated. */
    public Uni<Void> store(Alert alert) {
        long writeTime = alert.startsAt().toEpochMilli() * 1000 + alert.sequence();
        LocalDate day = LocalDate.ofInstant(alert.startsAt(), ZoneOffset.UTC);
        Uni<Void> activity = alert.hasEnded()
                ? cassandra.write(NOT_ACTIVE, writeTime, alert.id())
                : cassandra.write(ACTIVE, values(alert, writeTime));
        return activity.chain(() -> cassandra.write(ALERT, values(alert, writeTime)))
                .chain(() -> cassandra.write(BY_DAY, values(alert, day, writeTime)))
                .chain(() -> cassandra.write(BY_SERIES, values(alert, day.withDayOfMonth(1), writeTime)))
                .chain(() -> cassandra.write(EVENT, event(alert, writeTime)));
    }

    private static @Nullable Object[] values(Alert alert, Object... more) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(alert.id());
        values.add(alert.rule().id());
        values.add(alert.rule().name());
        values.add(alert.severity());
        values.add(alert.source());
        values.add(alert.entity());
        values.add(alert.metric());
        values.add(alert.state());
        values.add(alert.reason());
        values.add(alert.condition());
        values.add(alert.value());
        values.add(alert.unit());
        values.add(alert.threshold());
        values.add(alert.thresholdUnit());
        values.add(alert.peak());
        values.add(alert.readings());
        values.add(alert.startsAt());
        values.add(alert.firedAt());
        values.add(alert.endsAt());
        values.add(alert.at());
        values.add(alert.fetchedAt());
        values.add(alert.sequence());
        values.add(alert.message());
        values.addAll(List.of(more));
        return values.toArray();
    }

    private static @Nullable Object[] event(Alert alert, long writeTime) {
        return new @Nullable Object[] {
            alert.id(),
            alert.sequence(),
            alert.state(),
            alert.reason(),
            alert.value(),
            alert.unit(),
            alert.peak(),
            alert.readings(),
            alert.at(),
            alert.message(),
            writeTime
        };
    }
}
