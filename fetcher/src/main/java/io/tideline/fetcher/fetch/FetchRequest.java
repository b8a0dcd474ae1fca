package io.tideline.fetcher.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.Destination;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;

/** The body of an order. */
record FetchRequest(DataInterval interval, Set<Destination> destinations) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Throws Refused with what is wrong with the body. */
    static FetchRequest parse(String body) {
        JsonNode tree = tree(body);
        Instant start = instant(tree, "dataIntervalStart");
        Instant end = instant(tree, "dataIntervalEnd");
        Set<Destination> destinations = EnumSet.noneOf(Destination.class);
        if (flag(tree, "keep")) {
            destinations.add(Destination.HISTORY);
        }
        if (flag(tree, "publish")) {
            destinations.add(Destination.STREAM);
        }
        try {
            return new FetchRequest(new DataInterval(start, end), destinations);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode tree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
            throw refused("The body is no JSON object. Send {\"dataIntervalStart\": ..., \"dataIntervalEnd\": ...}");
        } catch (JsonProcessingException e) {
            throw refused("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Instant instant(JsonNode tree, String field) {
        JsonNode written = tree.path(field);
        try {
            return OffsetDateTime.parse(written.asText()).toInstant();
        } catch (DateTimeException e) {
            String found = written.isMissingNode() ? "nothing" : written.toString();
            throw refused(field + ": expected a time such as 2026-11-23T09:00:00Z, found " + found);
        }
    }

    private static boolean flag(JsonNode tree, String field) {
        JsonNode written = tree.path(field);
        if (!written.isMissingNode() && !written.isBoolean()) {
            throw refused(field + ": expected true or false, found " + written);
        }
        return written.asBoolean(true);
    }

    private static Refused refused(String detail) {
        return new Refused(Problem.badRequest(detail));
    }
}
