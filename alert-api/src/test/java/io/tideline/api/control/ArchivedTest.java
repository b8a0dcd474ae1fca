package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchivedTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void countsWindowsOfFiveMinutesOverReadings() throws JsonProcessingException {
        Archived archived = Archived.ofReadings(json("""
                [{"observedAt": "2025-01-01T10:01:00Z", "value": 10, "unit": "Cel"},
                 {"observedAt": "2025-01-01T10:04:59Z", "value": 14, "unit": "Cel"},
                 {"observedAt": "2025-01-01T10:05:00Z", "value": 20, "unit": "Cel"}]
                """));

        assertThat(archived.readings()).hasSize(3);
        assertThat(archived.size()).isEqualTo("PT5M");
        assertThat(archived.windows())
                .containsExactly(
                        new Archived.Span(at("10:00"), at("10:05"), 2, 10, 14, 12, "Cel", true),
                        new Archived.Span(at("10:05"), at("10:10"), 1, 20, 20, 20, "Cel", true));
    }

    @Test
    void leavesReadingsOfAnotherUnitOutOfTheWindows() throws JsonProcessingException {
        Archived archived = Archived.ofReadings(json("""
                [{"observedAt": "2025-01-01T10:01:00Z", "value": 50, "unit": "[degF]"},
                 {"observedAt": "2025-01-01T10:02:00Z", "value": 14, "unit": "Cel"}]
                """));

        assertThat(archived.windows())
                .containsExactly(new Archived.Span(at("10:00"), at("10:05"), 1, 14, 14, 14, "Cel", true));
    }

    @Test
    void takesTheHoursOfTheFetcherAsTheyAre() throws JsonProcessingException {
        Archived archived = Archived.ofHours(json("""
                [{"entity": "e", "metric": "m", "unit": "Cel", "start": "2025-01-01T10:00:00Z", "count": 120, "min": 1, "max": 9, "mean": 4.5}]
                """));

        assertThat(archived.readings()).isEmpty();
        assertThat(archived.windows())
                .containsExactly(new Archived.Span(at("10:00"), at("11:00"), 120, 1, 9, 4.5, "Cel", true));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    private static Instant at(String time) {
        return Instant.parse("2025-01-01T" + time + ":00Z");
    }
}
