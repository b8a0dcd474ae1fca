package io.tideline.api.alert;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.api.cassandra.Cassandra;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Alerts and notes in Cassandra. */
@ApplicationScoped
public class AlertTables {

    private static final String COLUMNS = "alert_id, rule_id, rule_name, severity, source, entity, metric, state,"
            + " reason, condition, value, unit, threshold, threshold_unit, peak, readings, starts_at, fired_at, ends_at,"
            + " at, fetched_at, sequence, message";
    private static final String ACTIVE = "SELECT " + COLUMNS + " FROM tideline.active_alert WHERE bucket = 0";
    private static final String BY_ID = "SELECT " + COLUMNS + " FROM tideline.alert WHERE alert_id = ?";
    private static final String BY_DAY =
            "SELECT " + COLUMNS + " FROM tideline.alert_by_day WHERE day = ? AND starts_at >= ? AND starts_at <= ?";
    private static final String BY_SERIES = "SELECT " + COLUMNS + " FROM tideline.alert_by_series"
            + " WHERE source = ? AND entity = ? AND metric = ? AND month = ? AND starts_at >= ? AND starts_at <= ?";
    private static final String EVENTS =
            "SELECT sequence, state, reason, value, unit, peak, readings, at, message FROM tideline.alert_event"
                    + " WHERE alert_id = ?";
    private static final String NOTES =
            "SELECT alert_id, at, kind, author, comment FROM tideline.alert_note WHERE alert_id IN ?";
    private static final String ADD_NOTE =
            "INSERT INTO tideline.alert_note (alert_id, at, kind, author, comment) VALUES (?, ?, ?, ?, ?)";
    /** Partitions of one IN query: enough for a page of alerts, few enough for one coordinator. */
    private static final int IDS_OF_ONE_QUERY = 50;

    private final Cassandra cassandra;

    AlertTables(Cassandra cassandra) {
        this.cassandra = cassandra;
    }

    public Multi<Alert> active() {
        return cassandra.rows(ACTIVE).map(AlertTables::alert);
    }

    Uni<@Nullable Alert> byId(String id) {
        return cassandra.rows(BY_ID, id).collect().first().map(row -> row == null ? null : alert(row));
    }

    /** The alerts that started in a span of time, newest first; each day is asked only when it is reached. */
    Multi<Alert> history(Instant from, Instant to) {
        LocalDate last = day(to);
        List<LocalDate> days = day(from)
                .datesUntil(last.plusDays(1))
                .sorted((a, b) -> b.compareTo(a))
                .toList();
        return Multi.createFrom()
                .iterable(days)
                .onItem()
                .transformToMultiAndConcatenate(day -> cassandra.rows(BY_DAY, day, from, to))
                .map(AlertTables::alert);
    }

    /** The same for one series, month by month. */
    Multi<Alert> history(String[] series, Instant from, Instant to) {
        List<LocalDate> months = new ArrayList<>();
        for (LocalDate month = day(to).withDayOfMonth(1);
                !month.isBefore(day(from).withDayOfMonth(1)); ) {
            months.add(month);
            month = month.minusMonths(1);
        }
        return Multi.createFrom()
                .iterable(months)
                .onItem()
                .transformToMultiAndConcatenate(
                        month -> cassandra.rows(BY_SERIES, series[0], series[1], series[2], month, from, to))
                .map(AlertTables::alert);
    }

    Uni<List<AlertStep>> steps(String id) {
        return cassandra.rows(EVENTS, id).map(AlertTables::step).collect().asList();
    }

    /** The notes of each alert in the order of their time; an alert without notes is not in the map. */
    public Uni<Map<String, List<Note>>> notes(List<String> ids) {
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += IDS_OF_ONE_QUERY) {
            chunks.add(ids.subList(i, Math.min(ids.size(), i + IDS_OF_ONE_QUERY)));
        }
        return Multi.createFrom()
                .iterable(chunks)
                .onItem()
                .transformToMultiAndConcatenate(chunk -> cassandra.rows(NOTES, chunk))
                .collect()
                .in(HashMap::new, (notes, row) -> notes.computeIfAbsent(text(row, "alert_id"), id -> new ArrayList<>())
                        .add(note(row)));
    }

    Uni<Void> add(String alertId, Note note) {
        return cassandra.write(ADD_NOTE, alertId, Uuids.timeBased(), note.kind(), note.author(), note.comment());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Note note(Row row) {
        Instant at = Instant.ofEpochMilli(Uuids.unixTimestamp(Objects.requireNonNull(row.getUuid("at"))));
        return new Note(text(row, "kind"), text(row, "author"), at, text(row, "comment"));
    }

    private static AlertStep step(Row row) {
        return new AlertStep(
                row.getLong("sequence"),
                text(row, "state"),
                text(row, "reason"),
                number(row, "value"),
                text(row, "unit"),
                number(row, "peak"),
                row.getLong("readings"),
                instant(row, "at"),
                text(row, "message"));
    }

    private static Alert alert(Row row) {
        return new Alert(
                text(row, "alert_id"),
                new RuleName(text(row, "rule_id"), text(row, "rule_name")),
                text(row, "severity"),
                text(row, "state"),
                text(row, "reason"),
                text(row, "condition"),
                text(row, "source"),
                text(row, "entity"),
                text(row, "metric"),
                number(row, "value"),
                text(row, "unit"),
                number(row, "threshold"),
                text(row, "threshold_unit"),
                number(row, "peak"),
                row.getLong("readings"),
                instant(row, "starts_at"),
                row.getInstant("fired_at"),
                row.getInstant("ends_at"),
                instant(row, "at"),
                row.getInstant("fetched_at"),
                row.getLong("sequence"),
                text(row, "message"),
                null,
                0,
                null);
    }

    private static @Nullable Double number(Row row, String column) {
        return row.isNull(column) ? null : row.getDouble(column);
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNullElse(row.getInstant(column), Instant.EPOCH);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
