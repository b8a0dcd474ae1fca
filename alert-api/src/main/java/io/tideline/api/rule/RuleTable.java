package io.tideline.api.rule;

import com.datastax.oss.driver.api.core.cql.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.api.cassandra.Cassandra;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules in Cassandra. Every change names the version that it replaces, so that of two at once one is refused. */
@ApplicationScoped
class RuleTable {

    private static final String COLUMNS =
            "SELECT rule_id, version, definition, deleted, changed_at, changed_by FROM tideline.rule WHERE bucket = 0";
    private static final String BY_ID = COLUMNS + " AND rule_id = ?";
    private static final String CREATE =
            "INSERT INTO tideline.rule (bucket, rule_id, version, definition, deleted, changed_at, changed_by)"
                    + " VALUES (0, ?, ?, ?, false, ?, ?) IF NOT EXISTS";
    private static final String REPLACE =
            "UPDATE tideline.rule SET version = ?, definition = ?, deleted = ?, changed_at = ?, changed_by = ?"
                    + " WHERE bucket = 0 AND rule_id = ? IF version = ?";
    private static final String COMPLAINTS =
            "SELECT rule_id, version, error, series, at FROM tideline.rule_error WHERE bucket = 0";

    private final Cassandra cassandra;

    RuleTable(Cassandra cassandra) {
        this.cassandra = cassandra;
    }

    Multi<StoredRule> all() {
        return cassandra.rows(COLUMNS).map(RuleTable::rule);
    }

    /** The rule, also if it is deleted; null if there never was one. */
    Uni<@Nullable StoredRule> byId(String id) {
        return cassandra.rows(BY_ID, id).collect().first().map(row -> row == null ? null : rule(row));
    }

    /** False if there is a rule of this id already. */
    Uni<Boolean> create(StoredRule rule) {
        return cassandra.writeIf(
                CREATE, rule.id(), rule.version(), rule.definition(), rule.changedAt(), rule.changedBy());
    }

    /** False if the version before is not the one that is stored. */
    Uni<Boolean> replace(StoredRule rule) {
        return cassandra.writeIf(
                REPLACE,
                rule.version(),
                rule.definition(),
                rule.deleted(),
                rule.changedAt(),
                rule.changedBy(),
                rule.id(),
                rule.version() - 1);
    }

    Uni<Map<String, RuleComplaint>> complaints() {
        return cassandra.rows(COMPLAINTS).collect().asMap(row -> text(row, "rule_id"), RuleTable::complaint);
    }

    private static RuleComplaint complaint(Row row) {
        return new RuleComplaint(text(row, "error"), text(row, "series"), row.getInt("version"), instant(row, "at"));
    }

    private static StoredRule rule(Row row) {
        return new StoredRule(
                text(row, "rule_id"),
                row.getInt("version"),
                text(row, "definition"),
                row.getBoolean("deleted"),
                instant(row, "changed_at"),
                text(row, "changed_by"));
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNullElse(row.getInstant(column), Instant.EPOCH);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
