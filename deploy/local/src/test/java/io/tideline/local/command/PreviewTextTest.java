package io.tideline.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class PreviewTextTest {
    @Test
    void showsReadingsAndHowManyMoreThereAre() throws Exception {
        PreviewText text = preview("""
                {"source": "coinbase", "readings": 3, "rejected": 0, "firstRejected": [], "failures": [],
                 "first": [{"entity": "BTC-USD", "metric": "price", "observedAt": "2026-11-23T09:00:00Z", "value": 64011.5, "unit": "USD"}]}""");

        assertThat(text.isClean()).isTrue();
        assertThat(text.lines())
                .containsExactly(
                        "coinbase: 3 readings, 0 rejected. Nothing is kept.",
                        "  ENTITY               METRIC           OBSERVED AT                     VALUE UNIT",
                        "  BTC-USD              price            2026-11-23T09:00:00Z          64011.5 USD",
                        "  ... and 2 more");
    }

    @Test
    void tellsWhatWasRejectedWhatFailedAndWhy() throws Exception {
        PreviewText text = preview("""
                {"source": "air", "readings": 0, "rejected": 1, "first": [],
                 "firstRejected": [{"entity": "4711", "metric": "pm10", "reason": "VALUE_NOT_FINITE", "detail": "No number.", "excerpt": "nan"}],
                 "failures": [{"reason": "SHAPE_UNKNOWN", "detail": "expected an array at /features"}]}""");

        assertThat(text.isClean()).isFalse();
        assertThat(text.lines())
                .containsExactly(
                        "air: 0 readings, 1 rejected. Nothing is kept.",
                        "  Rejected:",
                        "  4711                 pm10             VALUE_NOT_FINITE: No number. Found: nan",
                        "  SHAPE_UNKNOWN: expected an array at /features");
    }

    @Test
    void doesNotTakeNothingForClean() throws Exception {
        assertThat(preview("{\"readings\": 0, \"rejected\": 0, \"failures\": []}")
                        .isClean())
                .isFalse();
    }

    private static PreviewText preview(String json) throws JsonProcessingException {
        return new PreviewText(JsonMapper.builder().build().readTree(json));
    }
}
