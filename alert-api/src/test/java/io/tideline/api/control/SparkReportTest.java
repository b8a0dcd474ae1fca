package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparkReportTest {

    @Test
    void tellsWhatEachQueryLastDiedOf() throws JsonProcessingException {
        assertThat(lastErrors("""
                {"gauges": {
                  "tideline.driver.queries.windows.lastError": {"value": "IOException: disk full"},
                  "tideline.driver.queries.windows.lastErrorAt": {"value": "2026-01-01T12:00:00.123Z"},
                  "tideline.driver.queries.flags.lastError": {"value": ""},
                  "tideline.driver.queries.flags.lastErrorAt": {"value": ""},
                  "tideline.driver.jvm.heap.used": {"value": 12}
                }}
                """))
                .containsExactlyEntriesOf(Map.of(
                        "windows",
                        new SparkReport.LastError(
                                "IOException: disk full", Instant.parse("2026-01-01T12:00:00.123Z"))));
    }

    @Test
    void knowsNothingOfAJobThatTellsNothing() throws JsonProcessingException {
        assertThat(lastErrors("{\"gauges\": {}}")).isEmpty();
        assertThat(lastErrors("{}")).isEmpty();
    }

    private static Map<String, SparkReport.LastError> lastErrors(String metrics) throws JsonProcessingException {
        return SparkReport.lastErrors(new ObjectMapper().readTree(metrics));
    }
}
