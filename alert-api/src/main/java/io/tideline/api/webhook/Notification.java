package io.tideline.api.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tideline.api.alert.Alert;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A group of alerts as JSON in the shape of version 4 of Alertmanager's webhook. */
@RegisterForReflection
record Notification(
        String version,
        String groupKey,
        int truncatedAlerts,
        String status,
        String receiver,
        Map<String, String> groupLabels,
        Map<String, String> commonLabels,
        Map<String, String> commonAnnotations,
        @JsonProperty("externalURL") URI externalUrl,
        List<Item> alerts) {

    private static final int MOST_ALERTS = 200;
    /** What Alertmanager sends for the end of an alert that has not ended. */
    private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

    record Item(
            String status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAt,
            String endsAt,
            @JsonProperty("generatorURL") String generatorUrl,
            String fingerprint) {}

    /** The alerts of one rule; at least one. */
    static Notification of(String receiver, String ruleId, List<Alert> alerts, URI externalUrl) {
        List<Item> items = alerts.stream()
                .limit(MOST_ALERTS)
                .map(alert -> item(alert, externalUrl))
                .toList();
        boolean firing = alerts.stream().anyMatch(alert -> !alert.hasEnded());
        String name = alerts.get(0).rule().name();
        return new Notification(
                "4",
                "{}:{rule=\"" + ruleId + "\"}",
                alerts.size() - items.size(),
                firing ? "firing" : "resolved",
                receiver,
                Map.of("alertname", name, "rule", ruleId),
                common(items.stream().map(Item::labels).toList()),
                common(items.stream().map(Item::annotations).toList()),
                externalUrl,
                items);
    }

    private static Item item(Alert alert, URI externalUrl) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "alertname", alert.rule().name(),
                "rule", alert.rule().id(),
                "severity", alert.severity().toLowerCase(Locale.ROOT),
                "source", alert.source(),
                "entity", alert.entity(),
                "metric", alert.metric()));
        Instant end = alert.endsAt();
        return new Item(
                alert.hasEnded() ? "resolved" : "firing",
                labels,
                Map.of("summary", alert.message(), "description", alert.message()),
                alert.startsAt().toString(),
                end == null ? NOT_ENDED : end.toString(),
                externalUrl.resolve("/alerts/" + alert.id()).toString(),
                alert.id());
    }

    private static Map<String, String> common(List<Map<String, String>> all) {
        Map<String, String> common = new TreeMap<>(all.get(0));
        all.forEach(one -> common.entrySet().retainAll(one.entrySet()));
        return common;
    }
}
