package io.tideline.spark.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LastErrorsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123456Z");

    private final LastErrors errors = new LastErrors(List.of("windows", "flags"), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void tellsWhatAQueryDiedOfAlsoWhenItRunsAgain() {
        errors.queryDied("windows", "IOException: disk full");
        errors.queryDied("windows", "IOException: connection refused");
        errors.queryRuns("windows");

        assertThat(gauges())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "windows.lastError",
                        "IOException: connection refused",
                        "windows.lastErrorAt",
                        "2026-01-01T12:00:00.123Z",
                        "flags.lastError",
                        "",
                        "flags.lastErrorAt",
                        ""));
    }

    private Map<String, Object> gauges() {
        Map<String, Object> values = new TreeMap<>();
        errors.metricRegistry().getGauges().forEach((name, gauge) -> values.put(name, gauge.getValue()));
        return values;
    }
}
