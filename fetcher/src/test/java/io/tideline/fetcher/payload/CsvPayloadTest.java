package io.tideline.fetcher.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvPayloadTest {
    private static final Given EARTHQUAKES = Given.source("""
            url: https://x.org/all_hour.csv
            format: csv
            mapping:
              csv: header-first
              entity: id
              time: time
              missing: [N/D]
              metrics: {magnitude: mag, depth: {value: depth, unit: km}}
            """);

    private static final Given HOURLY = Given.source("""
            url: https://x.org/?lat={latitude}
            format: csv
            entities: [{name: nyc, latitude: 40.7}]
            mapping:
              csv: header-after-blank-line
              time: {at: time, offsetAt: /utc_offset_seconds}
              missing: [NaN]
              metrics: {temperature: temperature_2m, humidity: relative_humidity_2m}
            """);

    @Test
    void readsAHeaderRowQuotedCommasAndMissingValues() {
        Extract extract = EARTHQUAKES.readsFixture("usgs-hour.csv");

        assertThat(Given.lines(extract))
                .containsExactly(
                        "nc90000001/magnitude 2026-11-23T11:11:01.250Z 1.42 ",
                        "nc90000001/depth 2026-11-23T11:11:01.250Z 2.31 km",
                        "us90000002/depth 2026-11-23T11:00:00Z 35.0 km",
                        "us90000003/magnitude 2026-11-23T10:40:00.987Z 5.6 ");
        assertThat(Given.rejected(extract)).containsExactly("us90000004/ TIME_UNREADABLE \"not-a-time\"");
    }

    @Test
    void readsAPreambleAndUnitsInTheHeader() {
        Extract extract = HOURLY.readsFixture("open-meteo-hourly.csv");

        assertThat(Given.lines(extract))
                .containsExactly(
                        "nyc/temperature 2026-11-22T05:00:00Z 41.5 [degF]",
                        "nyc/humidity 2026-11-22T05:00:00Z 77.0 %",
                        "nyc/humidity 2026-11-22T06:00:00Z 79.0 %",
                        "nyc/temperature 2026-11-22T07:00:00Z 40.1 [degF]");
        assertThat(extract.rejected()).isEmpty();
    }

    @Test
    void readsLinesThatEndAsWindowsEndsThem() {
        assertThat(Given.lines(EARTHQUAKES.reads("time,id,mag,depth\r\n2026-11-23T11:00:00Z,a,1,\r\n")))
                .containsExactly("a/magnitude 2026-11-23T11:00:00Z 1.0 ");
    }

    @Test
    void namesTheColumnThatIsNotThereAndThoseThatAre() {
        assertThatThrownBy(() -> EARTHQUAKES.reads("time,id,magnitude,depth\n"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessage("The CSV has no column mag. It has time, id, magnitude, depth");
    }

    @Test
    void takesJsonWhereCsvShouldBeForAnError() {
        assertThatThrownBy(() -> HOURLY.reads("{\"error\": true, \"reason\": \"Parameter wrong\"}"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.ERROR_IN_BODY))
                .hasMessageContaining("Parameter wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unexpected error while streaming data: timeoutReached",
                "utc_offset_seconds\n0\n\ntime,temperature_2m,relative_humidity_2m\n2026-11-22T00:00,1,2\n"
                        + "Unexpected error while streaming data: timeoutReached",
                "utc_offset_seconds\n0\n\ntime,temperature_2m,relative_humidity_2m\n2026-11-22T00:00,1,2\n"
                        + "2026-11-22T01:Unexpected error while streaming data: timeoutReached"
            })
    void takesAnErrorTextInsteadOfRowsOrAfterThemForAnError(String body) {
        assertThatThrownBy(() -> HOURLY.reads(body))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.ERROR_IN_BODY))
                .hasMessageStartingWith("The body is no CSV: '")
                .hasMessageEndingWith("Unexpected error while streaming data: timeoutReached'")
                .hasMessageNotContaining("relative_humidity_2m");
    }

    @Test
    void takesAnErrorTextInsteadOfTheHeaderForAnError() {
        assertThatThrownBy(() -> EARTHQUAKES.reads("Service busy, try again, later"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.ERROR_IN_BODY))
                .hasMessage("The body is no CSV: 'Service busy, try again, later'");
    }

    @Test
    void readsALastRowWhoseLineDoesNotEndAndAHeaderWithoutRows() {
        assertThat(Given.lines(EARTHQUAKES.reads("time,id,mag,depth\n2026-11-23T11:00:00Z,a,1,")))
                .containsExactly("a/magnitude 2026-11-23T11:00:00Z 1.0 ");
        assertThat(EARTHQUAKES.reads("time,id,mag,depth").readings()).isEmpty();
    }

    @Test
    void refusesABodyWithoutTheBlankLineThatEndsThePreamble() {
        assertThatThrownBy(() -> HOURLY.reads("time,temperature_2m\n1,2\n"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessageContaining("No blank line ends the preamble");
    }
}
