package io.tideline.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tideline.spark.LocalSpark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class SupervisedQueryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final List<String> incidents = new CopyOnWriteArrayList<>();

    @Test
    void aCheckpointThatNoLongerFitsIsToldWithItsFolderAndWhatToDo(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws InterruptedException {
        SupervisedQuery before = query("value", folder);
        Thread first = started(before);
        await().atMost(PATIENCE).until(before::isWarm);
        before.stop(PATIENCE);
        first.join();

        try (LogLines log = new LogLines(SupervisedQuery.class)) {
            SupervisedQuery changed = query("timestamp", folder);
            Thread second = started(changed);
            await().atMost(PATIENCE)
                    .until(() -> !log.of("event=checkpoint-unfit").isEmpty());
            changed.stop(PATIENCE);
            second.join();

            assertThat(log.of("event=checkpoint-unfit"))
                    .first()
                    .asString()
                    .contains("query=counts", "checkpoint=" + folder.toUri() + "counts")
                    .contains(
                            "remove this folder, then the query reads Kafka again from its oldest record; or go back to the release that wrote it");
        }
        assertThat(incidents).first().asString().contains("counts died of ", "STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE");
    }

    @Test
    void theSettingsOfAQueryAreItsOwn(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws InterruptedException {
        String before = LocalSpark.session().conf().get("spark.sql.shuffle.partitions");

        SupervisedQuery query = query("value", folder);
        Thread thread = started(query);
        await().atMost(PATIENCE).until(query::isWarm);
        query.stop(PATIENCE);
        thread.join();

        assertThat(folder.resolve("counts/state/0"))
                .isDirectoryContaining("glob:**/0")
                .isDirectoryNotContaining("glob:**/1");
        assertThat(LocalSpark.session().conf().get("spark.sql.shuffle.partitions"))
                .isEqualTo(before);
    }

    private static Thread started(SupervisedQuery query) {
        Thread thread = new Thread(query, "query-" + query.name());
        thread.start();
        return thread;
    }

    private SupervisedQuery query(String countedBy, Path checkpoints) {
        QueryDefinition definition = new QueryDefinition(
                "counts",
                Trigger.ProcessingTime(0),
                QueryDefinition.Pace.BATCHES,
                Map.of("spark.sql.shuffle.partitions", "1"),
                () -> counts(countedBy));
        return new SupervisedQuery(LocalSpark.session(), definition, checkpoints.toUri(), new Incidents() {
            @Override
            public void queryDied(String query, String error) {
                incidents.add(query + " died of " + error);
            }

            @Override
            public void queryRuns(String query) {
                incidents.add(query + " runs");
            }
        });
    }

    /** Its state is keyed by the column. */
    private static DataStreamWriter<Row> counts(String column) {
        return LocalSpark.session()
                .readStream()
                .format("rate")
                .option("rowsPerSecond", 10)
                .load()
                .groupBy(column)
                .count()
                .writeStream()
                .format("noop")
                .outputMode("update");
    }
}
