package io.tideline.fetcher.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.fetcher.reading.DataInterval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UrlTemplateTest {
    private static final DataInterval DAY =
            new DataInterval(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-23T00:00:00Z"));
    private static final Entity A = new Entity("a", Map.of("latitude", "1.5", "station", "K&Y C"));
    private static final Entity B = new Entity("b", Map.of("latitude", "-2", "station", "KB"));

    @Test
    void joinsAPropertyOfSeveralEntitiesWithCommas() {
        UrlTemplate template = new UrlTemplate("https://x.org/?lat={latitudes}");

        assertThat(template.filled(DAY, List.of(A, B))).hasToString("https://x.org/?lat=1.5,-2");
        assertThat(template.namesSeveralOf(List.of(A, B))).isTrue();
        assertThat(template.namesOneOf(List.of(A, B))).isFalse();
    }

    @Test
    void escapesWhatAPropertyHoldsSoThatItCannotAddAParameter() {
        UrlTemplate template = new UrlTemplate("https://x.org/{station}?q=1");

        assertThat(template.filled(DAY, List.of(A))).hasToString("https://x.org/K%26Y%20C?q=1");
    }

    @Test
    void writesTheIntervalAsTimesDaysAndSeconds() {
        UrlTemplate template = new UrlTemplate(
                "https://x.org/?{from}|{to}|{fromDate}|{toDate}|{fromEpoch}|{toEpoch}".replace("|", ";"));

        assertThat(template.filled(DAY, List.of()))
                .hasToString(
                        "https://x.org/?2026-11-22T00:00:00;2026-11-23T00:00:00;2026-11-22;2026-11-22;1795305600;1795392000");
    }
}
