package io.tideline.fetcher.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import org.junit.jupiter.api.Test;

/** Parallel arrays, as Open-Meteo sends them. */
class ArraysPayloadTest {
    private static final String SOURCE = """
            url: https://x.org/?lat={latitudes}
            entities: [{name: a, latitude: 1}]
            mapping:
              arrays: /hourly
              time: {at: time, offsetAt: /utc_offset_seconds}
              error: /reason
              metrics:
                temperature: {value: temperature_2m, unitAt: /hourly_units/temperature_2m}
            """;
    private static final Given ONE = Given.source(SOURCE);
    private static final Given TWO =
            Given.source(SOURCE.replace("{name: a, latitude: 1}", "{name: a, latitude: 1}, {name: b, latitude: 2}"));

    private static String document(String times, String values) {
        return """
                {"utc_offset_seconds": 7200, "hourly_units": {"temperature_2m": "°C"},
                 "hourly": {"time": [%s], "temperature_2m": [%s]}}""".formatted(times, values);
    }

    @Test
    void readsLocalTimesWithTheOffsetOfTheDocumentAndPassesOverNull() {
        Extract extract = ONE.reads(document("'2026-11-23T01:00','2026-11-23T02:00'".replace('\'', '"'), "4.5, null"));

        assertThat(Given.lines(extract)).containsExactly("a/temperature 2026-11-22T23:00:00Z 4.5 Cel");
        assertThat(extract.rejected()).isEmpty();
    }

    @Test
    void readsAnArrayOfDocumentsOneForEachEntity() {
        String first = document("\"2026-11-23T01:00\"", "1");
        String second = document("\"2026-11-23T01:00\"", "2");

        Extract extract = TWO.reads("[" + first + "," + second + "]");

        assertThat(Given.lines(extract))
                .containsExactly(
                        "a/temperature 2026-11-22T23:00:00Z 1.0 Cel", "b/temperature 2026-11-22T23:00:00Z 2.0 Cel");
    }

    @Test
    void takesTheEntityThatTheDocumentNamesAndRejectsOneThatNamesNone() {
        Given source = Given.source("""
                url: https://x.org/
                mapping: {arrays: /hourly, entity: /station/id, time: {at: t, format: epoch-s}, metrics: {temperature: v}}
                """);

        Extract named = source.reads("{\"station\": {\"id\": \"north\"}, \"hourly\": {\"t\": [1, 2], \"v\": [7, 8]}}");
        Extract nameless = source.reads("{\"hourly\": {\"t\": [1], \"v\": [7]}}");

        assertThat(Given.lines(named))
                .containsExactly(
                        "north/temperature 1970-01-01T00:00:01Z 7.0 ", "north/temperature 1970-01-01T00:00:02Z 8.0 ");
        assertThat(nameless.readings()).isEmpty();
        assertThat(nameless.rejected().get(0).detail()).isEqualTo("The record names no entity at /station/id");
    }

    @Test
    void refusesDocumentsThatAreNotOneForEachEntity() {
        assertThatThrownBy(() -> TWO.reads("[" + document("", "") + "]"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessageContaining("expected an array of 2 documents");
    }

    @Test
    void refusesArraysOfUnequalLength() {
        assertThatThrownBy(() -> ONE.reads(document("\"2026-11-23T01:00\"", "1, 2")))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessageContaining("expected 1 values, one for each time, not 2");
    }

    @Test
    void refusesJsonOfAnotherShape() {
        assertThatThrownBy(() -> ONE.reads("{\"utc_offset_seconds\": 0, \"rows\": []}"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessageContaining("expected an array at time, found");
    }

    @Test
    void rejectsWhatIsNoFiniteNumberAndWhatIsNoTimeAndGoesOn() {
        Extract extract = ONE.reads(document(
                "\"2026-11-23T01:00\", \"yesterday\", \"2026-11-23T03:00\", \"2026-11-23T04:00\", \"9999-01-01T00:00\"",
                "\"nan\", 2, \"warm\", 4, 5"));

        assertThat(Given.lines(extract)).containsExactly("a/temperature 2026-11-23T02:00:00Z 4.0 Cel");
        assertThat(Given.rejected(extract))
                .containsExactly(
                        "a/ TIME_UNREADABLE \"yesterday\"",
                        "a/ TIME_OUT_OF_RANGE \"9999-01-01T00:00\"",
                        "a/temperature VALUE_NOT_FINITE \"nan\"",
                        "a/temperature VALUE_NOT_A_NUMBER \"warm\"");
    }

    @Test
    void rejectsNumbersThatAreNotFiniteAndKeepsTheRestOfTheBody() {
        Extract extract = ONE.reads(
                document("\"2026-11-23T01:00\", \"2026-11-23T02:00\", \"2026-11-23T03:00\"", "NaN, 1e999, 4"));

        assertThat(Given.lines(extract)).containsExactly("a/temperature 2026-11-23T01:00:00Z 4.0 Cel");
        assertThat(extract.rejected())
                .extracting(rejected -> rejected.reason().name())
                .containsExactly("VALUE_NOT_FINITE", "VALUE_NOT_FINITE");
    }

    @Test
    void rejectsAUnitThatTheTableDoesNotKnow() {
        Extract extract = ONE.reads(document("\"2026-11-23T01:00\"", "1").replace("°C", "°Ré"));

        assertThat(extract.readings()).isEmpty();
        assertThat(extract.rejected().get(0).detail())
                .isEqualTo("The unit '°Ré' has no UCUM code. Add it to units in sources.yaml");
    }

    @Test
    void takesAnErrorTextUnderAStatusOfSuccessForAnError() {
        assertThatThrownBy(() -> ONE.reads("{\"error\": true, \"reason\": \"Daily limit exceeded\"}"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.ERROR_IN_BODY))
                .hasMessage("The source says: Daily limit exceeded");
    }

    @Test
    void takesAnErrorTextForAnErrorAlsoWhereSeveralDocumentsWereAskedFor() {
        assertThatThrownBy(() -> TWO.reads("{\"error\": true, \"reason\": \"Daily limit exceeded\"}"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.ERROR_IN_BODY))
                .hasMessage("The source says: Daily limit exceeded");
    }

    @Test
    void refusesOneDocumentThatDoesNotSayWhichOfSeveralEntitiesItIsAbout() {
        assertThatThrownBy(() -> TWO.reads(document("\"2026-11-23T01:00\"", "1")))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.SHAPE_UNKNOWN))
                .hasMessageContaining("does not say which of 2 entities it is about");
    }

    @Test
    void quotesAPayloadInOneLine() {
        assertThatThrownBy(() -> ONE.reads("<html>\n<b>Bad\tgateway</b>\n</html>"))
                .hasMessageEndingWith("It begins with '<html> <b>Bad gateway</b> </html>'");
    }

    @Test
    void takesTextAfterTheDocumentForAnError() {
        assertThatThrownBy(() -> ONE.reads(document("", "") + "\nUnexpected error while streaming data"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.ERROR_IN_BODY))
                .hasMessageContaining("Unexpected error while streaming data");
    }

    @Test
    void refusesABodyThatIsNoJson() {
        assertThatThrownBy(() -> ONE.reads("<html>Bad gateway</html>"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.BODY_UNREADABLE))
                .hasMessageContaining("The body is not JSON")
                .hasMessageContaining("It begins with '<html>Bad gateway</html>'");
        assertThatThrownBy(() -> ONE.reads("{\"hourly\": {\"time\": [\"2026"))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.BODY_UNREADABLE))
                .hasMessageContaining("The body is not JSON");
    }
}
