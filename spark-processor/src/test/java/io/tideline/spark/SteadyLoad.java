package io.tideline.spark;

import com.datastax.oss.driver.api.core.cql.Row;
import io.tideline.avro.AlertEvent;
import io.tideline.avro.Flag;
import io.tideline.avro.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** One series, a reading every 20 ms, that turns hot and cool every ten readings; and what must come of it. */
final class SteadyLoad {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TURN = 10;

    private final TestTopics topics;
    private final Instant start;
    private int sent;

    SteadyLoad(TestTopics topics, Instant start) {
        this.topics = topics;
        this.start = start;
    }

    void send(int readings) {
        for (int i = 0; i < readings; i++) {
            topics.send(reading(sent++));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        topics.flush();
    }

    int sent() {
        return sent;
    }

    private Reading reading(int number) {
        return Reading.newBuilder()
                .setSource("load")
                .setEntity("tucson")
                .setMetric("temperature")
                .setValue(value(number))
                .setUnit("Cel")
                .setObservedAt(start.plusMillis(100L * number))
                .setFetchedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setFetchId("load")
                .setRevision(0)
                .build();
    }

    private static boolean isHot(int number) {
        return number / TURN % 2 == 1;
    }

    private static double value(int number) {
        return (isHot(number) ? 40 : 20) + number % TURN / 10.0;
    }

    /** State and time of each step of the alert, without repetitions of a step. */
    List<String> toldOnce(List<AlertEvent> events) {
        Set<String> seen = new TreeSet<>();
        List<String> steps = new ArrayList<>();
        for (AlertEvent event : events) {
            boolean isMine =
                    event.getSource().equals("load") && event.getRuleId().equals("heat");
            if (isMine && seen.add(event.getAlertId() + event.getSequence())) {
                steps.add(event.getState() + " " + event.getAt());
            }
        }
        return steps;
    }

    List<String> expectedSteps() {
        List<String> steps = new ArrayList<>();
        for (int number = TURN; number < sent; number += TURN) {
            steps.add((isHot(number) ? "FIRING " : "RESOLVED ") + start.plusMillis(100L * number));
        }
        return steps;
    }

    Set<String> flagged(List<Flag> flags) {
        Set<String> flagged = new TreeSet<>();
        flags.stream()
                .filter(flag ->
                        flag.getSource().equals("load") && flag.getRuleId().equals("heat"))
                .forEach(flag -> flagged.add(flag.getObservedAt().toString()));
        return flagged;
    }

    Set<String> expectedFlags() {
        Set<String> flagged = new TreeSet<>();
        for (int number = 0; number < sent; number++) {
            if (isHot(number)) {
                flagged.add(start.plusMillis(100L * number).toString());
            }
        }
        return flagged;
    }

    /** Count and mean of each minute. */
    SortedMap<Instant, String> windows(List<Row> rows) {
        SortedMap<Instant, String> windows = new TreeMap<>();
        rows.forEach(row -> windows.put(
                row.get("window_start", Instant.class), describe(row.getLong("count"), row.getDouble("mean"))));
        return windows;
    }

    SortedMap<Instant, String> expectedWindows() {
        SortedMap<Instant, List<Double>> byMinute = new TreeMap<>();
        for (int number = 0; number < sent; number++) {
            Instant minute = start.plusMillis(100L * number).truncatedTo(ChronoUnit.MINUTES);
            byMinute.computeIfAbsent(minute, at -> new ArrayList<>()).add(value(number));
        }
        SortedMap<Instant, String> windows = new TreeMap<>();
        byMinute.forEach((minute, values) -> windows.put(
                minute,
                describe(
                        values.size(),
                        values.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow())));
        return windows;
    }

    private static String describe(long count, double mean) {
        return String.format("%d of mean %.9f", count, mean);
    }
}
