package io.tideline.fetcher.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tideline.fetcher.source.Path;
import io.tideline.fetcher.source.TimeRule;
import io.tideline.fetcher.source.TimeRule.Notation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Times BERLIN = new Times(
            new TimeRule(Path.DOCUMENT, new Notation.Iso(), Optional.of(ZoneId.of("Europe/Berlin")), Optional.empty()),
            MissingNode.getInstance());

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T01:30, 2026-11-23T00:30:00Z",
        "2026-11-23T01:30:59, 2026-11-23T00:30:59Z",
        "2026-07-01T00:00, 2026-06-30T22:00:00Z",
        "2024-02-29T12:00, 2024-02-29T11:00:00Z",
        "2026-11-23 01:30:59, 2026-11-23T00:30:59Z",
        "2026-11-23, 2026-11-22T23:00:00Z",
        "2026-11-23T01:30:59.250, 2026-11-23T00:30:59.250Z",
        "2026-11-23T01:30Z, 2026-11-23T01:30:00Z",
        "2026-11-23T01:30:00-05:00, 2026-11-23T06:30:00Z"
    })
    void readsIsoTimesWithAndWithoutAZone(String written, Instant time) {
        assertThat(BERLIN.read(TextNode.valueOf(written))).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "1795340000123, 1000, 2026-11-22T09:33:20.123Z",
        "1.795340000123E12, 1000, 2026-11-22T09:33:20.123Z",
        "1795340000.5, 1, 2026-11-22T09:33:20.500Z",
        "1795340000123456789, 1000000000, 2026-11-22T09:33:20.123Z",
        "-1, 1, 1969-12-31T23:59:59Z"
    })
    void readsNumbersOfUnitsSince1970(String written, long unitsPerSecond, Instant time) {
        assertThat(epoch(unitsPerSecond).read(TextNode.valueOf(written))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999", "1e-99999999", "1e40", "99999999999999999999999999999", "0x10", "", "soon"})
    void refusesNumbersThatNoTimeHas(String written) {
        assertThatThrownBy(() -> epoch(1).read(TextNode.valueOf(written))).isInstanceOf(DateTimeException.class);
    }

    private static Times epoch(long unitsPerSecond) {
        return new Times(
                new TimeRule(Path.DOCUMENT, new Notation.Epoch(unitsPerSecond), Optional.empty(), Optional.empty()),
                MissingNode.getInstance());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01T00:00",
                "2026-02-29T00:00",
                "2026-01-01T24:01",
                "2026-01-01T00:60",
                "2026-1-1T00:00",
                "soon",
                ""
            })
    void refusesWhatIsNoTime(String written) {
        assertThatThrownBy(() -> BERLIN.read(TextNode.valueOf(written))).isInstanceOf(DateTimeException.class);
    }
}
