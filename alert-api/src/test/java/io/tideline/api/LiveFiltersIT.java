package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.tideline.avro.AlertEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each filter of a stream lets through what it names, and nothing else. */
@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class LiveFiltersIT {

    private static final List<Filter> FILTERS = List.of(
            new Filter("source", "te*", alert -> alert.setSource("other")),
            new Filter("entity", "filtered-*", alert -> alert.setEntity("elsewhere")),
            new Filter("metric", "humidity,temp*", alert -> alert.setMetric("pressure")),
            new Filter("severity", "CRITICAL", alert -> alert.setSeverity("INFO")),
            new Filter("rule", "h?at", alert -> alert.setRuleId("frost")),
            new Filter("state", "FIRING", alert -> alert.setState("PENDING")));

    private final String run = "filtered-" + UUID.randomUUID();

    @TestHTTPResource("/")
    URI api;

    /** A filter, and how an alert differs that it does not want and all others do. */
    private record Filter(String name, String pattern, UnaryOperator<AlertEvent.Builder> difference) {

        AlertEvent unwanted(String run) {
            return difference
                    .apply(AlertEvent.newBuilder(Wire.step(run + name, 1, "FIRING", run)))
                    .build();
        }
    }

    @Test
    void givesAListenerWhatItsFilterNamesAndNothingElse() {
        Map<Filter, Sse> streams = new LinkedHashMap<>();
        try (Wire wire = new Wire(Stack.environment())) {
            for (Filter filter : FILTERS) {
                URI stream = api.resolve("/alerts/stream?" + filter.name + "=" + filter.pattern);
                streams.put(filter, Sse.open(stream, null));
            }
            await().until(() -> streams.values().stream().noneMatch(stream -> stream.lastId == null));

            FILTERS.forEach(filter -> wire.alert(filter.unwanted(run)));
            wire.alert(Wire.step(run + "wanted", 1, "FIRING", run));
            wire.flush();
            await().until(() ->
                    streams.values().stream().allMatch(stream -> heard(stream).contains("wanted")));
            wire.alert(Wire.step(run + "last", 1, "FIRING", run));
            await().until(() ->
                    streams.values().stream().allMatch(stream -> heard(stream).contains("last")));

            streams.forEach((filter, stream) ->
                    assertThat(heard(stream)).as(filter.name).containsExactlyInAnyOrderElementsOf(wantedBy(filter)));
        } finally {
            streams.values().forEach(Sse::close);
        }
    }

    private static List<String> wantedBy(Filter filter) {
        List<String> wanted = new ArrayList<>(List.of("wanted", "last"));
        for (Filter other : FILTERS) {
            if (!other.equals(filter)) {
                wanted.add(other.name);
            }
        }
        return wanted;
    }

    /** The alerts of this run, in the order in which they were heard. */
    private List<String> heard(Sse stream) {
        return stream.of("alert").stream()
                .map(event -> event.data().getString("id"))
                .filter(id -> id.startsWith(run))
                .map(id -> id.substring(run.length()))
                .toList();
    }
}
