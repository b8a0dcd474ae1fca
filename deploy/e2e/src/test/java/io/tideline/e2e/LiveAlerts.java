package io.tideline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.ErrorStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A listener of {@code GET /alerts/stream}: keeps every alert event in the order of its arrival; reconnects by itself. */
final class LiveAlerts implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** In seconds; the library's own is shorter than the time between two heartbeats. */
    private static final long SILENCE = 60;

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final BackgroundEventSource source;

    LiveAlerts(URI alertApi) {
        source = new BackgroundEventSource.Builder(
                        new Collector(events),
                        new EventSource.Builder(ConnectStrategy.http(alertApi.resolve("/alerts/stream"))
                                        .readTimeout(SILENCE, TimeUnit.SECONDS))
                                .errorStrategy(ErrorStrategy.alwaysContinue()))
                .build();
        source.start();
    }

    /** The events so far, each in the shape that docs/architecture.md gives an alert. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** The events of one series in one state. */
    List<JsonNode> events(String series, String state) {
        return events.stream()
                .filter(event -> series.equals(event.path("series").asText()))
                .filter(event -> state.equals(event.path("state").asText()))
                .toList();
    }

    /** The events about one rule in one state. */
    List<JsonNode> eventsOfRule(String rule, String state) {
        return events.stream()
                .filter(event -> rule.equals(event.path("rule").path("id").asText()))
                .filter(event -> state.equals(event.path("state").asText()))
                .toList();
    }

    /** A listener never sees a step of an alert twice, and the steps of an alert come in order. */
    void assertNoStepCameTwice() {
        List<JsonNode> all = events();
        List<String> steps = all.stream()
                .map(event ->
                        event.path("id").asText() + " " + event.path("sequence").asLong() + " "
                                + event.path("state").asText())
                .toList();
        assertThat(steps).doesNotHaveDuplicates();
        all.stream()
                .collect(Collectors.groupingBy(event -> event.path("id").asText()))
                .values()
                .forEach(ofOne -> assertThat(ofOne)
                        .isSortedAccordingTo(Comparator.comparingLong(
                                event -> event.path("sequence").asLong())));
    }

    @Override
    public void close() {
        source.close();
    }

    private record Collector(List<JsonNode> events) implements BackgroundEventHandler {

        @Override
        public void onOpen() {}

        @Override
        public void onClosed() {}

        @Override
        public void onMessage(String name, MessageEvent message) {
            if ("alert".equals(name)) {
                events.add(parsed(message.getData()));
            }
        }

        @Override
        public void onComment(String comment) {}

        @Override
        public void onError(Throwable failure) {}

        private static JsonNode parsed(String data) {
            try {
                return JSON.readTree(data);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new UncheckedIOException("The alert event is not JSON: " + data, e);
            }
        }
    }
}
