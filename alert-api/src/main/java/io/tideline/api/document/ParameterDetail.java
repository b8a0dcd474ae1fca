package io.tideline.api.document;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What a parameter means, by its name: the same name means the same everywhere. */
record ParameterDetail(String description, Object example) {

    private static final String PATTERN =
            "Pattern: * stands for any characters, ? for one, a comma separates alternatives";
    private static final Map<String, ParameterDetail> DETAILS = new TreeMap<>();

    static {
        detail("source", PATTERN, "open-*");
        detail("entity", PATTERN, "phoenix,tucson");
        detail("metric", PATTERN, "temperature");
        detail("rule", PATTERN + "; the rule's id", "heat");
        detail("severity", PATTERN + "; CRITICAL, WARNING, INFO", "CRITICAL,WARNING");
        detail("state", PATTERN + "; PENDING, FIRING, RESOLVED", "FIRING");
        detail("series", "Only this series, as source/entity/metric", "open-meteo/phoenix/temperature");
        detail("from", "Begin of the span, ISO 8601 with a zone", "2026-07-01T00:00:00Z");
        detail("to", "End of the span, ISO 8601 with a zone; without it now", "2026-07-02T00:00:00Z");
        detail("limit", "The most items of a page", 100);
        detail("cursor", "next of the page before", "MjAyNi0wNy0wMVQyMDowMDowMFp8OWYyYzQxZDA3YmUy");
        detail(
                "points",
                "The most points of a chart: of more readings the extremes of equal spans stay, windows are joined",
                1000);
        detail("size", "Length of the windows: PT1M, PT5M or PT1H", "PT5M");
        detail("all", "Also silences that have ended", true);
        detail("id", "Id of the thing, as lists give it", "heat");
        detail("If-Match", "The version that is replaced, as ETag gave it", "\"2\"");
        detail("If-None-Match", "* to create, and never to replace", "*");
        detail("topics", "Some of alerts, flags, readings, with commas between", "alerts,flags");
        detail("Last-Event-ID", "Id of the last event that was received", "AeO4-jkEAAEAAAQA");
        detail("lastEventId", "The same for a client that cannot send headers", "AeO4-jkEAAEAAAQA");
        detail("since", "Replay from this time, ISO 8601 with a zone", "2026-07-01T00:00:00Z");
        detail("group", "Consumer group", "tideline-flags");
        detail("name", "Topic", "readings");
        detail("partition", "Only this partition", 0);
        detail("offset", "From this offset; without it the newest records", 42);
        detail("filter", "Only records whose key or value contains this", "phoenix");
        detail("before", "Only what is older than the one with this id", 108);
        detail("subject", "Subject in the registry", "readings-value");
        detail("version", "Version of the schema", "1");
    }

    private static void detail(String name, String description, Object example) {
        DETAILS.put(name, new ParameterDetail(description, example));
    }

    /** Unless the parameter says it itself. */
    static void addTo(Parameter parameter) {
        ParameterDetail detail = DETAILS.get(parameter.getName());
        if (detail == null) {
            return;
        }
        boolean isPart = parameter.getIn() == Parameter.In.PATH;
        if (parameter.getDescription() == null) {
            parameter.setDescription(
                    isPart && detail.description.equals(PATTERN)
                            ? "The " + parameter.getName() + " of the series"
                            : detail.description);
        }
        if (parameter.getExample() == null) {
            parameter.setExample(isPart && parameter.getName().equals("source") ? "open-meteo" : detail.example);
        }
    }
}
