package io.tideline.bench.backfill;

import io.tideline.bench.Folders;
import io.tideline.bench.Result;
import io.tideline.local.LocalStack;
import io.tideline.local.StackListener;
import io.tideline.local.StackOptions;
import io.tideline.local.StackOptions.Choice;
import io.tideline.local.airflow.AirflowHome;
import io.tideline.local.application.FetcherClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A year of hourly readings of many stations, fetched by Airflow's backfill; then the same backfill again, which is answered from
 * receipts; then the same intervals once more under other ids, so that every value is read and compared again. Only the first
 * may change what is kept and published: the bench fails if another does.
 */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = "A year of hourly readings through Airflow's backfill, twice; the second must change nothing.")
public final class BackfillBench implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** Airflow's metadata time a run with its own clock, to the microsecond. */
    private static final Duration UNSHARP = Duration.ofMillis(1);

    @Option(names = "--stations", defaultValue = "50", description = "How many stations. Default: ${DEFAULT-VALUE}.")
    private int stations;

    @Option(
            names = "--runs",
            defaultValue = "27",
            description =
                    "How many intervals of 14 days. Default: ${DEFAULT-VALUE}, a year and the rest of the last one.")
    private int runs;

    @Option(
            names = "--from",
            defaultValue = "2025-01-01T00:00:00Z",
            description = "Where the first interval begins. Default: ${DEFAULT-VALUE}.")
    private Instant from = Instant.EPOCH;

    @Option(
            names = "--runs-at-once",
            defaultValue = "4",
            description = "How many Airflow lets run at once. Default: ${DEFAULT-VALUE}.")
    private int runsAtOnce;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("tideline-bench-backfill");
        StackOptions options = StackOptions.in(folder)
                .with(Choice.FETCHING)
                .withEnvironment(
                        "TIDELINE_SOURCES_FILE",
                        new Stations(stations).declare(folder).toString());
        System.err.println("Starting Airflow, the fetcher and their servers in " + folder + " ...");
        try (LocalStack stack = LocalStack.start(options, StackListener.SILENT)) {
            if (!stack.hasAirflow()) throw new IllegalStateException("There is no Airflow: install Python's venv");
            measure(stack);
        } catch (IllegalStateException | IOException e) {
            System.err.println("The logs of the parts are in " + folder.resolve("logs"));
            throw e;
        }
        Folders.delete(folder);
        return 0;
    }

    private void measure(LocalStack stack) throws Exception {
        AirflowApi airflow =
                new AirflowApi(stack.address("airflow-api-server"), AirflowHome.ADMIN, stack.password("airflow-admin"));
        // A DAG that is let go runs once for its latest interval.
        await(
                "the scheduled run",
                () -> airflow.isActive(Stations.DAG)
                        && airflow.runs(Stations.DAG, "scheduled").stream()
                                .anyMatch(run -> run.succeededAfter(Instant.EPOCH)));
        await("an empty outbox", () -> Kept.now(stack.environment()).outbox() == 0);
        Kept before = Kept.now(stack.environment());
        Table table = new Table(stations, runs, before);

        Duration first = backfill(airflow);
        await("an empty outbox", () -> Kept.now(stack.environment()).outbox() == 0);
        Kept filled = Kept.now(stack.environment());
        table.line("backfill", first, filled);
        Duration second = backfill(airflow);
        Kept again = Kept.now(stack.environment());
        table.line("again", second, again);
        Duration third = readAgain(new FetcherClient(stack.address("fetcher"), stack.password("operator")));
        Kept reread = Kept.now(stack.environment());
        table.line("read again", third, reread);
        tell(before, filled, again, reread, first, second);
    }

    private void tell(Kept before, Kept filled, Kept again, Kept reread, Duration first, Duration second) {
        long readings = filled.rows() - before.rows();
        System.out.println(new Result()
                .with("readings", readings)
                .with("published", filled.published() - before.published())
                .with("first_s", first.toMillis() / 1e3)
                .with("second_s", second.toMillis() / 1e3)
                .with("rate", readings / (first.toMillis() / 1e3))
                .with("changed_by_second", again.holdsTheSameAs(filled) ? 0 : 1)
                .with("changed_by_reading_again", reread.holdsTheSameAs(filled) ? 0 : 1));
        require(readings == new Stations(stations).readings(runs), "Not every reading was kept");
        require(filled.published() - before.published() == readings, "Not every reading was published once");
        require(again.equals(filled), "The second backfill changed something");
        require(reread.holdsTheSameAs(filled), "Reading every interval again changed something");
        require(
                reread.receipts().unchanged() - filled.receipts().unchanged() == readings,
                "Not every reading was read again");
    }

    /** From the order until the last run has ended. Every run must have run anew. */
    private Duration backfill(AirflowApi airflow) throws Exception {
        Instant ordered = Instant.now().minus(UNSHARP).truncatedTo(ChronoUnit.MILLIS);
        Instant last = from.plus(Stations.INTERVAL.multipliedBy(runs - 1L));
        int backfill = airflow.backfill(Stations.DAG, from, last, runsAtOnce);
        await("backfill " + backfill, () -> airflow.isComplete(backfill));
        List<AirflowApi.Run> all = airflow.runs(Stations.DAG, "backfill");
        require(
                all.size() == runs && all.stream().allMatch(run -> run.succeededAfter(ordered)),
                "Of " + runs + " runs these succeeded now: " + all);
        Instant end =
                all.stream().map(AirflowApi.Run::end).max(Instant::compareTo).orElse(ordered);
        return Duration.between(ordered, end);
    }

    private Duration readAgain(FetcherClient fetcher) throws IOException, InterruptedException {
        Instant start = Instant.now();
        for (int run = 0; run < runs; run++) {
            FetcherClient.Answer answer =
                    fetcher.fetch(Stations.SOURCE, Stations.end(from, run), Stations.end(from, run + 1));
            require(answer.isGood(), "The fetcher answered " + answer.body());
        }
        return Duration.between(start, Instant.now());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) throw new IllegalStateException(otherwise);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        for (Instant end = Instant.now().plus(PATIENCE); !condition.call(); Thread.sleep(LOOK_EVERY.toMillis())) {
            require(Instant.now().isBefore(end), "Waited " + PATIENCE + " for " + what);
        }
    }
}
