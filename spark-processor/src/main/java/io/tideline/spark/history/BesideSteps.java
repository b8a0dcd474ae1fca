package io.tideline.spark.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.spark.connector.cql.CassandraConnector;
import io.tideline.spark.output.AtQuorum;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Lets steps pass on their way to the table {@code alert}, and when the last one has, writes their rows in the other tables. So one pass over a batch does it all. Each
 * step carries its own write time, so neither their order matters nor how often they are written. The last step of an alert deletes its row of {@code active_alert}:
 * a TTL instead would either show dead alerts or hide living ones.
 */
final class BesideSteps implements MapPartitionsFunction<Row, Row> {

    private static final String DELETE =
            "DELETE FROM tideline.active_alert USING TIMESTAMP ? WHERE bucket = 0 AND alert_id = ?";

    private static final int IN_FLIGHT = 128;

    private final CassandraConnector connector;

    BesideSteps(CassandraConnector connector) {
        this.connector = connector;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> steps) {
        return new Passing(steps);
    }

    private final class Passing implements Iterator<Row> {
        private final Iterator<Row> steps;
        private final List<Row> passed = new ArrayList<>();

        Passing(Iterator<Row> steps) {
            this.steps = steps;
        }

        @Override
        public boolean hasNext() {
            boolean more = steps.hasNext();
            if (!more && !passed.isEmpty()) {
                connector.withSessionDo(session -> write(session, passed));
                passed.clear();
            }
            return more;
        }

        @Override
        public Row next() {
            Row step = steps.next();
            passed.add(step);
            return step;
        }
    }

    private static int write(CqlSession session, List<Row> steps) {
        Statements statements = Statements.of(session);
        List<CompletableFuture<?>> requests = new ArrayList<>();
        for (Row step : steps) {
            for (BoundStatement statement : statements.about(step)) {
                requests.add(session.executeAsync(AtQuorum.of(statement)).toCompletableFuture());
            }
            if (requests.size() >= IN_FLIGHT) {
                requests.forEach(CompletableFuture::join);
                requests.clear();
            }
        }
        requests.forEach(CompletableFuture::join);
        return steps.size();
    }

    /** Prepared once for all steps of a task: to ask the session for each row would cost more than to bind it. */
    private record Statements(
            PreparedStatement end,
            PreparedStatement active,
            PreparedStatement events,
            PreparedStatement byDay,
            PreparedStatement bySeries) {

        static Statements of(CqlSession session) {
            return new Statements(
                    session.prepare(DELETE),
                    StepTable.ACTIVE.prepared(session),
                    StepTable.EVENTS.prepared(session),
                    StepTable.BY_DAY.prepared(session),
                    StepTable.BY_SERIES.prepared(session));
        }

        List<BoundStatement> about(Row step) {
            return List.of(
                    "RESOLVED".equals(step.getAs("state"))
                            ? end.bind(step.getAs(AlertTables.WRITE_TIME), step.getAs("alert_id"))
                            : StepTable.ACTIVE.set(active, step),
                    StepTable.EVENTS.set(events, step),
                    StepTable.BY_DAY.set(byDay, step),
                    StepTable.BY_SERIES.set(bySeries, step));
        }
    }
}
