package io.tideline.spark.rule;

import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.rules.Fault;
import io.tideline.rules.ParsedRule;
import io.tideline.rules.Rule;
import io.tideline.rules.RuleSet;
import io.tideline.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the table {@code rule}. Each JVM reads them on a thread of its own, so that no reading waits for Cassandra; while Cassandra is away the last ones
 * hold. A rule that cannot be read is left out and complained about; it harms no other.
 */
public final class CassandraRules implements RuleSource, RuleComplaints {

    private final RuleTable table;
    private final String address;
    private final Duration refresh;

    public CassandraRules(SparkConf conf, Duration refresh) {
        this.table = new RuleTable(CassandraConnector.apply(conf));
        this.address =
                conf.get("spark.cassandra.connection.host", "") + ':' + conf.get("spark.cassandra.connection.port", "");
        this.refresh = refresh;
    }

    @Override
    public RuleSet current() {
        return watch().rules;
    }

    @Override
    public void about(RuleComplaint complaint) {
        watch().complain(complaint);
    }

    private Watch watch() {
        return Watch.OF_THIS_JVM.computeIfAbsent(address, at -> new Watch(table, refresh).started());
    }

    private static final class Watch implements Runnable {

        private static final Logger LOG = LoggerFactory.getLogger(CassandraRules.class);
        private static final Map<String, Watch> OF_THIS_JVM = new ConcurrentHashMap<>();
        private static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

        private final RuleTable table;
        private final Duration period;
        private final Queue<RuleComplaint> complaints = new ConcurrentLinkedQueue<>();
        private final Map<String, Instant> complainedAt = new ConcurrentHashMap<>();
        private List<StoredRule> stored = List.of();
        private volatile RuleSet rules = RuleSet.of(List.of());

        Watch(RuleTable table, Duration period) {
            this.table = table;
            this.period = period;
        }

        /** With the first rules read: a query that began without any would resolve every alert. */
        Watch started() {
            read();
            Thread thread = new Thread(this, "rules");
            thread.setDaemon(true);
            thread.start();
            return this;
        }

        @Override
        public void run() {
            while (true) {
                try {
                    Thread.sleep(period.toMillis());
                    read();
                    writeComplaints();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException e) {
                    LOG.warn(
                            "event=rules-not-read error=\"{}\" do=\"the last rules hold until Cassandra answers\"",
                            e.getMessage());
                }
            }
        }

        private void read() {
            List<StoredRule> now = table.rules();
            if (!now.equals(stored)) {
                rules = RuleSet.of(parsed(now));
                stored = now;
                complainedAt.clear();
                table.forgetComplaintsBut(now);
                LOG.info("event=rules-changed rules={}", rules.all().size());
            }
        }

        private List<Rule> parsed(List<StoredRule> now) {
            List<Rule> valid = new ArrayList<>();
            for (StoredRule rule : now) {
                ParsedRule parsed = Rules.read(rule.definition(), rule.version());
                if (parsed instanceof ParsedRule.Valid usable) {
                    valid.add(usable.rule());
                } else if (parsed instanceof ParsedRule.Faulty faulty) {
                    String faults =
                            faulty.faults().stream().map(Fault::toString).collect(Collectors.joining("; "));
                    complaints.add(new RuleComplaint(rule.id(), rule.version(), "", faults));
                }
            }
            return valid;
        }

        /** The same rule complains about every reading; once a minute is enough. */
        void complain(RuleComplaint complaint) {
            Instant now = Instant.now();
            Instant before = complainedAt.get(complaint.ruleId());
            if (before == null || before.plus(REPEAT_AFTER).isBefore(now)) {
                complainedAt.put(complaint.ruleId(), now);
                complaints.add(complaint);
            }
        }

        private void writeComplaints() {
            for (RuleComplaint complaint = complaints.peek(); complaint != null; complaint = complaints.peek()) {
                LOG.warn(
                        "event=rule-error rule={} version={} series={} error=\"{}\"",
                        complaint.ruleId(),
                        complaint.version(),
                        complaint.series(),
                        complaint.error());
                table.complain(complaint, Instant.now());
                complaints.remove();
            }
        }
    }
}
