package io.tideline.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "open-*, open-meteo, true",
        "open-*, simulator, false",
        "*meteo, open-meteo, true",
        "o*-m*o, open-meteo, true",
        "h?at, heat, true",
        "h?at, hat, false",
        "a.c, abc, false",
        "'north, south', south, true",
        "'north,south', southwest, false",
        "**, x, true",
    })
    void matches(String pattern, String value, boolean expected) {
        assertThat(new Glob(pattern).matches(value)).isEqualTo(expected);
    }

    @Test
    void isNeverSlow() {
        Glob glob = new Glob("*a".repeat(150) + "b");

        Assertions.assertTimeout(Duration.ofSeconds(1), () -> glob.matches("a".repeat(5000)));
    }

    @Test
    void refusesAnEmptyPattern() {
        assertThatThrownBy(() -> new Glob(" "))
                .hasMessage("A pattern has 1 to 400 characters, not 1: use * to match all");
    }

    @Test
    void doesNotHoldAMissingLabelAgainstAReading() {
        Matchers matchers = new Matchers(null, "north*", null, null, "CRITICAL", null);

        assertThat(matchers.matches(new Labels("s", "north-1", "m", "", "", "")))
                .isTrue();
        assertThat(matchers.matches(new Labels("s", "north-1", "m", "heat", "INFO", "FIRING")))
                .isFalse();
    }
}
