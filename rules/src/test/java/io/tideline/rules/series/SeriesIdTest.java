package io.tideline.rules.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesIdTest {

    @Test
    void isWrittenAndReadAsItsKafkaKey() {
        SeriesId series = SeriesId.parse("simulator/new-york/temperature");

        assertThat(series).isEqualTo(new SeriesId("simulator", "new-york", "temperature"));
        assertThat(series).hasToString("simulator/new-york/temperature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "a/b/", "/b/c", "a//c", "a/b/c/d"})
    void refusesWhatHasNotThreeParts(String text) {
        assertThatThrownBy(() -> SeriesId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("series");
    }

    @Test
    void refusesAnObservationThatIsNotFinite() {
        SeriesId series = SeriesId.parse("a/b/c");

        assertThatThrownBy(() -> new Observation(series, Instant.EPOCH, Instant.EPOCH, Double.NaN, "Cel", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value is not finite: NaN for a/b/c");
    }
}
