package io.tideline.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A preview of the fetcher as lines for a person. */
record PreviewText(JsonNode preview) {
    private static final String READING = "  %-20s %-16s %-24s %12s %s";
    private static final String REJECTED = "  %-20s %-16s %s: %s Found: %s";

    /** True if there are readings, and nothing was rejected or failed. */
    boolean isClean() {
        return preview.path("readings").asLong() > 0
                && preview.path("rejected").asLong() == 0
                && preview.path("failures").isEmpty();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %d readings, %d rejected. Nothing is kept."
                .formatted(
                        preview.path("source").asText(),
                        preview.path("readings").asLong(),
                        preview.path("rejected").asLong()));
        addReadings(lines);
        addRejected(lines);
        for (JsonNode failure : preview.path("failures")) {
            lines.add("  " + text(failure, "reason") + ": " + text(failure, "detail"));
        }
        return lines;
    }

    private void addReadings(List<String> lines) {
        if (preview.path("first").isEmpty()) return;
        lines.add(READING.formatted("ENTITY", "METRIC", "OBSERVED AT", "VALUE", "UNIT")
                .stripTrailing());
        for (JsonNode reading : preview.path("first")) {
            lines.add(READING.formatted(
                            text(reading, "entity"),
                            text(reading, "metric"),
                            text(reading, "observedAt"),
                            text(reading, "value"),
                            text(reading, "unit"))
                    .stripTrailing());
        }
        addRest(lines, "readings", "first");
    }

    private void addRejected(List<String> lines) {
        if (preview.path("firstRejected").isEmpty()) return;
        lines.add("  Rejected:");
        for (JsonNode rejected : preview.path("firstRejected")) {
            lines.add(REJECTED.formatted(
                    text(rejected, "entity"),
                    text(rejected, "metric"),
                    text(rejected, "reason"),
                    text(rejected, "detail"),
                    text(rejected, "excerpt")));
        }
        addRest(lines, "rejected", "firstRejected");
    }

    private void addRest(List<String> lines, String count, String shown) {
        long more = preview.path(count).asLong() - preview.path(shown).size();
        if (more > 0) lines.add("  ... and " + more + " more");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }
}
