package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Figures FIGURES = new Figures("""
            # HELP tideline_outbox_rows
            # TYPE tideline_outbox_rows gauge
            tideline_outbox_rows{source="coinbase"} 2.0
            tideline_outbox_rows{source="simulator"} 40.0
            tideline_outbox_readings{source="simulator"} 80000.0
            tideline_outbox_oldest_seconds{source="coinbase"} 12.5
            tideline_outbox_oldest_seconds{source="simulator"} 3.25
            tideline_readings_total{kind="new",source="simulator"} 7.0
            tideline_readings_total{kind="unchanged",source="simulator"} 100.0
            """);

    @Test
    void addsUpWhatEverySourceHas() {
        assertThat(FIGURES.sum("tideline_outbox_rows")).contains(42.0);
        assertThat(FIGURES.sum("tideline_readings_total", "kind=\"(new|revised)\""))
                .contains(7.0);
    }

    @Test
    void isAsOldAsTheOldestOfAllSources() {
        assertThat(FIGURES.most("tideline_outbox_oldest_seconds")).contains(12.5);
    }

    @Test
    void knowsNothingWhereTheFetcherDoesNotSay() {
        assertThat(FIGURES.sum("tideline_fetches_seconds_count")).isEmpty();
        assertThat(FIGURES.most("tideline_fetches_seconds_count")).isEmpty();
    }
}
