package io.tideline.api.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the fake API has to tell: stations of a simulator in a heat, in the shapes of docs/architecture.md. */
final class Samples {

    private Samples() {}

    static Map<String, Object> page(List<?> items) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", items);
        page.put("next", null);
        return page;
    }

    static Map<String, Object> series(int entity, String metric) {
        boolean hot = metric.equals("temperature");
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("source", "simulator");
        series.put("entity", "station-" + entity);
        series.put("metric", metric);
        series.put("series", "simulator/station-" + entity + "/" + metric);
        series.put("value", hot ? 38.6 : 41.0);
        series.put("unit", hot ? "Cel" : "%");
        series.put("observedAt", Instant.now().toString());
        series.put("fetchedAt", Instant.now().toString());
        return series;
    }

    static Map<String, Object> alert(String id, int entity, String severity) {
        Instant start = Instant.now().minus(Duration.ofMinutes(10));
        Map<String, Object> alert = series(entity, "temperature");
        alert.put("id", id);
        alert.put("rule", Map.of("id", "heat", "name", "Temperature above 100 degF"));
        alert.put("severity", severity);
        alert.put("state", "FIRING");
        alert.put("reason", "");
        alert.put("condition", "threshold");
        alert.put("threshold", 100);
        alert.put("thresholdUnit", "[degF]");
        alert.put("peak", 39.2);
        alert.put("readings", 20);
        alert.put("startsAt", start.toString());
        alert.put("firedAt", start.toString());
        alert.put("endsAt", null);
        alert.put("at", Instant.now().toString());
        alert.put("sequence", 2);
        alert.put("message", "hot");
        alert.put("acknowledgement", null);
        alert.put("comments", 0);
        alert.put("silence", null);
        return alert;
    }

    /** An alert about the pipeline itself. */
    static Map<String, Object> stuckSpark(String id) {
        Map<String, Object> alert = alert(id, 0, "CRITICAL");
        alert.put("source", "tideline");
        alert.put("entity", "spark");
        alert.put("metric", "hop-stuck");
        alert.put("series", "tideline/spark/hop-stuck");
        alert.put("rule", Map.of("id", "pipeline-hop-stuck", "name", "A hop of the pipeline is stuck"));
        alert.put("condition", "pipeline");
        alert.put("value", 95);
        alert.put("threshold", 10);
        alert.put("unit", "s");
        alert.put("thresholdUnit", "s");
        alert.put("peak", 95);
        alert.put("message", "Spark is stuck: The job does not answer.");
        return alert;
    }

    static Map<String, Object> flag(String id, int entity) {
        Map<String, Object> flag = series(entity, "temperature");
        flag.put("id", id);
        flag.put("rule", Map.of("id", "heat", "name", "Temperature above 100 degF"));
        flag.put("severity", "CRITICAL");
        flag.put("threshold", 100);
        flag.put("thresholdUnit", "[degF]");
        flag.put("message", "hot");
        return flag;
    }

    /** What a draft would have raised. */
    static Map<String, Object> preview() {
        return Map.of(
                "series",
                1,
                "readings",
                360,
                "alerts",
                List.of(alert("p", 0, "CRITICAL")),
                "errors",
                List.of(),
                "truncated",
                false);
    }

    static Map<String, Object> source(int entities) {
        List<Map<String, Object>> stations = IntStream.range(0, entities)
                .mapToObj(i -> Map.<String, Object>of(
                        "name",
                        "station-" + i,
                        "title",
                        "Station " + i,
                        "latitude",
                        30 + i % 20,
                        "longitude",
                        -110 + i % 40))
                .toList();
        return Map.of(
                "name",
                "simulator",
                "description",
                "",
                "schedule",
                "PT30S",
                "enabled",
                true,
                "simulated",
                true,
                "entities",
                stations);
    }

    static Map<String, Object> rule() {
        return Map.of(
                "id", "heat",
                "name", "Temperature above 100 degF",
                "severity", "CRITICAL",
                "series", Map.of("source", "*", "entity", "*", "metric", "temperature"),
                "condition", Map.of("kind", "threshold", "above", 100, "clear", 98, "unit", "[degF]"),
                "message", "{entity} is hot",
                "version", 1);
    }

    /** One a minute, of the hour before an instant. */
    static List<Map<String, Object>> readings(Instant until) {
        return IntStream.range(0, 60)
                .mapToObj(i -> Map.<String, Object>of(
                        "value", 36 + i / 20.0, "unit", "Cel", "observedAt", minutesBefore(until, 60 - i)))
                .toList();
    }

    /** Of five minutes each, of the hour before an instant. */
    static List<Map<String, Object>> windows(Instant until) {
        return IntStream.range(0, 12)
                .mapToObj(i -> Map.<String, Object>of(
                        "start",
                        minutesBefore(until, 60 - 5 * i),
                        "end",
                        minutesBefore(until, 55 - 5 * i),
                        "count",
                        5,
                        "min",
                        36,
                        "max",
                        39,
                        "mean",
                        37 + i / 10.0,
                        "unit",
                        "Cel",
                        "final",
                        true))
                .toList();
    }

    static String minutesAgo(int minutes) {
        return minutesBefore(Instant.now(), minutes);
    }

    private static String minutesBefore(Instant instant, int minutes) {
        return instant.minus(Duration.ofMinutes(minutes)).toString();
    }
}
