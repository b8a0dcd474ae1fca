package io.tideline.spark.rule;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.spark.output.AtQuorum;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The tables {@code rule}, which is read, and {@code rule_error}, which is written. */
record RuleTable(CassandraConnector connector) implements Serializable {

    private static final String RULES =
            "SELECT rule_id, version, definition, deleted FROM tideline.rule WHERE bucket = 0";

    private static final String COMPLAIN =
            "INSERT INTO tideline.rule_error (bucket, rule_id, version, error, series, at) VALUES (0, ?, ?, ?, ?, ?)";

    private static final String FORGET = "DELETE FROM tideline.rule_error WHERE bucket = 0 AND rule_id = ?";

    private static final String COMPLAINTS = "SELECT rule_id, version FROM tideline.rule_error WHERE bucket = 0";

    List<StoredRule> rules() {
        return connector.withSessionDo(RuleTable::rules);
    }

    private static List<StoredRule> rules(CqlSession session) {
        List<StoredRule> rules = new ArrayList<>();
        for (Row row : session.execute(AtQuorum.of(RULES))) {
            if (!row.getBoolean("deleted")) {
                rules.add(new StoredRule(row.getString("rule_id"), row.getInt("version"), row.getString("definition")));
            }
        }
        return rules;
    }

    void complain(RuleComplaint complaint, Instant at) {
        connector.withSessionDo(session -> session.execute(AtQuorum.of(session.prepare(COMPLAIN)
                .bind(complaint.ruleId(), complaint.version(), complaint.error(), complaint.series(), at))));
    }

    /** Removes the complaints about rules that were changed or deleted since. */
    void forgetComplaintsBut(List<StoredRule> rules) {
        connector.withSessionDo(session -> {
            for (Row row : session.execute(AtQuorum.of(COMPLAINTS))) {
                if (rules.stream().noneMatch(rule -> isAbout(row, rule))) {
                    session.execute(AtQuorum.of(session.prepare(FORGET).bind(row.getString("rule_id"))));
                }
            }
            return null;
        });
    }

    private static boolean isAbout(Row complaint, StoredRule rule) {
        return rule.id().equals(complaint.getString("rule_id")) && rule.version() == complaint.getInt("version");
    }
}
