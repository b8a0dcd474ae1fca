package io.tideline.rules.alert;

import static io.tideline.rules.alert.Series.at;
import static io.tideline.rules.alert.Series.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.Rule;
import io.tideline.rules.RuleText;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final Rule ABOVE_30 = RuleText.rule("{\"kind\": \"threshold\", \"above\": 30, \"unit\": \"Cel\"}");

    @Test
    void givesEachAlertAsItStandsAtTheEnd() {
        Preview preview = Preview.run(
                ABOVE_30, List.of(reading(30, 35), reading(0, 31), reading(10, 20), reading(40, 36)), at(60));

        assertThat(preview.alerts())
                .extracting(Span::of)
                .containsExactly(new Span(0, 0L, 10L, 20.0, 31.0, 2), new Span(30, 30L, null, 36.0, 36.0, 2));
        assertThat(preview.errors()).isEmpty();
    }

    @Test
    void keepsSeriesApartAndLeavesOutWhatTheRuleDoesNotSelect() {
        Observation elsewhere =
                new Observation(SeriesId.parse("simulator/berlin/temperature"), at(5), at(5), 40, "Cel", 0);
        Observation humidity = new Observation(SeriesId.parse("simulator/berlin/humidity"), at(5), at(5), 90, "%", 0);

        Preview preview = Preview.run(ABOVE_30, List.of(reading(0, 31), elsewhere, humidity), at(60));

        assertThat(preview.alerts())
                .extracting(alert -> alert.series().entity())
                .containsExactly("phoenix", "berlin");
        assertThat(preview.errors()).isEmpty();
    }

    @Test
    void tellsAnErrorOnce() {
        Rule metres = RuleText.rule("{\"kind\": \"threshold\", \"above\": 30, \"unit\": \"m\"}");

        Preview preview = Preview.run(metres, List.of(reading(0, 31), reading(10, 32)), at(60));

        assertThat(preview.alerts()).isEmpty();
        assertThat(preview.errors()).hasSize(1);
    }

    @Test
    void seesASilenceThatLastsUntilTheEnd() {
        Rule silent = RuleText.rule("{\"kind\": \"silence\", \"longerThan\": \"PT30S\"}");

        Preview preview = Preview.run(silent, List.of(reading(0, 1), reading(20, 1)), at(60));

        assertThat(preview.alerts()).extracting(Span::of).containsExactly(new Span(50, 50L, null, null, null, 0));
    }
}
