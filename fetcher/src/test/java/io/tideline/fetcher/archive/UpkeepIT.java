package io.tideline.fetcher.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.tideline.fetcher.stack.Servers;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The months of years that no other test uses. */
@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class UpkeepIT {
    private static final Instant NOW = Instant.parse("2011-06-15T00:00:00Z");

    private final Pool pool = Servers.pool();

    private final Months months = new Months(pool);

    @Test
    void makesMonthsAheadAndDropsThoseThatAreOlderThanTheRetention() {
        months.make(Set.of(YearMonth.of(2011, 1), YearMonth.of(2011, 2), YearMonth.of(2011, 3)))
                .await()
                .indefinitely();
        execute("INSERT INTO reading VALUES ('s', 'e', 'm', '2011-02-28T23:59:59Z', 1, '', 0, now(), 'old')");
        execute("INSERT INTO reading VALUES ('s', 'e', 'm', '2011-03-01T00:00:00Z', 1, '', 0, now(), 'kept')");

        upkeep(Optional.of(Duration.ofDays(106))).run().await().indefinitely();

        assertThat(texts("SELECT fetch_id FROM reading WHERE observed_at < '2012-01-01'"))
                .as("106 days before 15 June is 1 March: March stays, the months before it went")
                .containsExactly("kept");
        assertThat(partitionsOf("2011"))
                .containsExactly("reading_2011_03", "reading_2011_06", "reading_2011_07", "reading_2011_08");
    }

    @Test
    void keepsEverythingWhereNoRetentionIsSet() {
        months.make(Set.of(YearMonth.of(2010, 1))).await().indefinitely();

        upkeep(Optional.empty()).run().await().indefinitely();

        assertThat(partitionsOf("2010")).containsExactly("reading_2010_01");
        execute("DROP TABLE reading_2010_01");
    }

    @Test
    void forgetsOldReceiptsButNotTheLatestOfASource() {
        receipt("old-source", "older", "2011-02-01T00:00:00Z");
        receipt("old-source", "latest", "2011-02-02T00:00:00Z");
        receipt("live-source", "old", "2011-03-16T23:59:59Z");
        receipt("live-source", "kept", "2011-03-17T00:00:01Z");
        receipt("live-source", "latest", "2011-06-14T00:00:00Z");

        upkeep(Optional.empty()).run().await().indefinitely();

        assertThat(
                        texts(
                                "SELECT source || '/' || fetch_id FROM source_fetch WHERE finished_at < '2012-01-01' ORDER BY 1"))
                .as("90 days before 15 June is 17 March")
                .containsExactly("live-source/kept", "live-source/latest", "old-source/latest");
        execute("DELETE FROM source_fetch WHERE finished_at < '2012-01-01'");
    }

    @Test
    void endsAMonthInUtcWhateverTheTimeZoneOfTheSession() {
        months.make(Set.of(YearMonth.of(2009, 1))).await().indefinitely();

        pool.withConnection(session -> session.query("SET TIME ZONE 'Pacific/Auckland'")
                        .execute()
                        .chain(() -> session.query("SELECT drop_reading_months_before('2009-01-31T23:00:00Z')")
                                .execute())
                        .chain(() -> session.query("RESET TIME ZONE").execute()))
                .await()
                .indefinitely();

        assertThat(partitionsOf("2009")).containsExactly("reading_2009_01");
        execute("DROP TABLE reading_2009_01");
    }

    private Upkeep upkeep(Optional<Duration> retention) {
        HistoryConfig config = new HistoryConfig() {
            @Override
            public Optional<Duration> retention() {
                return retention;
            }

            @Override
            public Duration rejectedRetention() {
                return Duration.ofDays(30);
            }

            @Override
            public Duration receiptRetention() {
                return Duration.ofDays(90);
            }
        };
        return new Upkeep(months, pool, config, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void receipt(String source, String fetchId, String at) {
        execute("INSERT INTO source_fetch VALUES ('" + source + "', '" + fetchId + "', '" + at + "', '" + at
                + "', true, true, 'STORED', 0, 0, 0, 0, 0, '[]', '', '', '" + at + "', '" + at + "')");
    }

    private List<String> partitionsOf(String year) {
        return texts("SELECT relname::text FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
                + " WHERE inhparent = 'reading'::regclass AND relname LIKE 'reading_" + year + "_%' ORDER BY 1");
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        pool.query(sql).executeAndAwait().forEach(row -> texts.add(row.getString(0)));
        return texts;
    }
}
