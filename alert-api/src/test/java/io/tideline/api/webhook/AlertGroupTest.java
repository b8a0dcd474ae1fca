package io.tideline.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.api.alert.Alert;
import io.tideline.api.alert.RuleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertGroupTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final Duration REPEAT = Duration.ofHours(4);

    private final AlertGroup group = new AlertGroup();
    private boolean silenced;

    @Test
    void waitsForOthersBeforeTheFirstSend() {
        group.take(alert("a", 1, "FIRING"), T0);
        group.take(alert("b", 1, "FIRING"), T0.plusSeconds(10));

        assertThat(due(T0.plusSeconds(29))).isEmpty();
        assertThat(due(T0.plusSeconds(30))).extracting(Alert::id).containsExactly("a", "b");
    }

    @Test
    void tellsOfTheEndOnceAndThenIsSilent() {
        group.take(alert("a", 1, "FIRING"), T0);
        group.sent(due(T0.plusSeconds(30)), T0.plusSeconds(30));
        group.take(alert("a", 2, "RESOLVED"), T0.plusSeconds(60));

        assertThat(due(T0.plusSeconds(100))).isEmpty();
        List<Alert> end = due(T0.plusSeconds(331));
        assertThat(end).extracting(Alert::state).containsExactly("RESOLVED");
        group.sent(end, T0.plusSeconds(331));
        assertThat(due(T0.plus(Duration.ofHours(9)))).isEmpty();
    }

    @Test
    void saysNothingOfWhatEndedBeforeItWasTold() {
        group.take(alert("a", 1, "FIRING"), T0);
        group.take(alert("a", 2, "RESOLVED"), T0.plusSeconds(10));

        assertThat(due(T0.plusSeconds(60))).isEmpty();
    }

    @Test
    void repeatsWhatStillFires() {
        group.take(alert("a", 1, "FIRING"), T0);
        group.sent(due(T0.plusSeconds(30)), T0.plusSeconds(30));

        assertThat(due(T0.plus(Duration.ofHours(3)))).isEmpty();
        assertThat(due(T0.plus(Duration.ofHours(5)))).hasSize(1);
    }

    @Test
    void tellsOfASilencedAlertWhenTheSilenceEnds() {
        silenced = true;
        group.take(alert("a", 1, "FIRING"), T0);
        assertThat(due(T0.plusSeconds(40))).isEmpty();
        group.take(alert("b", 1, "FIRING"), T0.plusSeconds(50));
        silenced = false;

        assertThat(due(T0.plusSeconds(90))).extracting(Alert::id).containsExactly("a", "b");
    }

    @Test
    void doesNotTellAgainWhatWasToldBeforeARestart() {
        group.remember(alert("a", 3, "FIRING"), T0);
        group.take(alert("a", 3, "FIRING"), T0.plusSeconds(1));

        assertThat(due(T0.plusSeconds(400))).isEmpty();
    }

    private List<Alert> due(Instant now) {
        return group.due(now, WAIT, INTERVAL, REPEAT, alert -> silenced);
    }

    static Alert alert(String id, long sequence, String state) {
        return new Alert(
                id,
                new RuleName("heat", "Too hot"),
                "CRITICAL",
                state,
                "",
                "threshold",
                "test",
                "phoenix",
                "temperature",
                101.0,
                "[degF]",
                100.0,
                "[degF]",
                101.0,
                1,
                T0,
                T0,
                state.equals("RESOLVED") ? T0.plusSeconds(60) : null,
                T0,
                T0,
                sequence,
                "hot",
                null,
                0,
                null);
    }
}
