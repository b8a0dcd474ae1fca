package io.tideline.bench.stream;

import io.tideline.avro.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of the table {@code reading_window} as it must become in the end, from all readings of the window at once. */
record WindowRow(
        Key key, Instant end, LocalDate bucket, DoubleSummaryStatistics values, double deviation, Reading last) {
    private static final Map<String, Duration> SIZES =
            Map.of("PT1M", Duration.ofMinutes(1), "PT5M", Duration.ofMinutes(5), "PT1H", Duration.ofHours(1));

    /** Which window of which series. */
    record Key(String source, String entity, String metric, String size, Instant start) {}

    /** Every window that has one of these readings. */
    static Collection<WindowRow> of(Iterable<Reading> readings) {
        Map<Key, List<Reading>> byWindow = new HashMap<>();
        for (Reading reading : readings) {
            SIZES.forEach(
                    (size, length) -> byWindow.computeIfAbsent(key(reading, size, length), key -> new ArrayList<>())
                            .add(reading));
        }
        return byWindow.entrySet().stream()
                .map(window -> of(window.getKey(), window.getValue()))
                .toList();
    }

    private static Key key(Reading reading, String size, Duration length) {
        long start = Math.floorDiv(reading.getObservedAt().toEpochMilli(), length.toMillis()) * length.toMillis();
        return new Key(
                reading.getSource(), reading.getEntity(), reading.getMetric(), size, Instant.ofEpochMilli(start));
    }

    private static WindowRow of(Key key, List<Reading> readings) {
        DoubleSummaryStatistics values =
                readings.stream().mapToDouble(Reading::getValue).summaryStatistics();
        double squares = readings.stream()
                .mapToDouble(reading -> Math.pow(reading.getValue() - values.getAverage(), 2))
                .sum();
        LocalDate day = key.start().atZone(ZoneOffset.UTC).toLocalDate();
        return new WindowRow(
                key,
                key.start().plus(SIZES.get(key.size())),
                key.size().equals("PT1H") ? day.withDayOfMonth(1) : day,
                values,
                Math.sqrt(squares / readings.size()),
                readings.stream()
                        .max(Comparator.comparing(Reading::getObservedAt))
                        .orElseThrow());
    }
}
