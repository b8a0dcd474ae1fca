package io.tideline.api.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span of a series as PostgreSQL has it, in the shapes in which the API gives readings and windows.
 *
 * @param size of the windows, ISO 8601
 */
record Archived(List<Kept> readings, List<Span> windows, String size) {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration HOUR = Duration.ofHours(1);

    record Kept(Instant observedAt, double value, String unit) {}

    record Span(
            Instant start,
            Instant end,
            long count,
            double min,
            double max,
            double mean,
            String unit,
            @JsonProperty("final") boolean isFinal) {}

    /** From the fetcher's readings; windows are counted here. Readings of another unit than the last are left out of them. */
    static Archived ofReadings(JsonNode rows) {
        List<Kept> readings = new ArrayList<>();
        rows.forEach(row -> readings.add(new Kept(
                Instant.parse(row.path("observedAt").asText()),
                row.path("value").asDouble(),
                row.path("unit").asText())));
        String unit =
                readings.isEmpty() ? "" : readings.get(readings.size() - 1).unit();
        Map<Long, DoubleSummaryStatistics> windows = new TreeMap<>();
        readings.stream().filter(reading -> reading.unit().equals(unit)).forEach(reading -> windows.computeIfAbsent(
                        Math.floorDiv(reading.observedAt().toEpochMilli(), FIVE_MINUTES.toMillis()),
                        key -> new DoubleSummaryStatistics())
                .accept(reading.value()));
        List<Span> spans = new ArrayList<>();
        windows.forEach((number, figures) -> spans.add(span(
                Instant.ofEpochMilli(number * FIVE_MINUTES.toMillis()),
                FIVE_MINUTES,
                figures.getCount(),
                figures.getMin(),
                figures.getMax(),
                figures.getAverage(),
                unit)));
        return new Archived(readings, spans, FIVE_MINUTES.toString());
    }

    /** From the fetcher's summary by the hour. */
    static Archived ofHours(JsonNode rows) {
        List<Span> spans = new ArrayList<>();
        rows.forEach(row -> spans.add(span(
                Instant.parse(row.path("start").asText()),
                HOUR,
                row.path("count").asLong(),
                row.path("min").asDouble(),
                row.path("max").asDouble(),
                row.path("mean").asDouble(),
                row.path("unit").asText())));
        return new Archived(List.of(), spans, HOUR.toString());
    }

    private static Span span(
            Instant start, Duration size, long count, double min, double max, double mean, String unit) {
        return new Span(start, start.plus(size), count, min, max, mean, unit, true);
    }
}
