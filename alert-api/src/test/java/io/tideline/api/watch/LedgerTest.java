package io.tideline.api.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.api.alert.Alert;
import io.tideline.api.control.Check;
import io.tideline.api.control.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Finding STUCK = new Finding(
            Check.HOP_STUCK, "spark", 12.0, 10.0, "s", Duration.ofSeconds(10), "Spark is stuck: it does not answer.");

    private final Ledger ledger = new Ledger(Duration.ofSeconds(10));

    @Test
    void raisesOneAlertForAFaultThatLasts() {
        assertThat(at(0, STUCK)).isEmpty();
        assertThat(at(5, STUCK)).isEmpty();

        List<Alert> steps = at(10, STUCK);

        assertThat(steps).hasSize(1);
        Alert alert = steps.get(0);
        assertThat(alert.state()).isEqualTo("FIRING");
        assertThat(alert.series()).isEqualTo("tideline/spark/hop-stuck");
        assertThat(alert.startsAt()).isEqualTo(NOON);
        assertThat(alert.firedAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(alert.severity()).isEqualTo("CRITICAL");
        assertThat(alert.message()).isEqualTo("Spark is stuck: it does not answer.");
        assertThat(at(15, STUCK)).isEmpty();
    }

    @Test
    void raisesNothingForAFaultThatIsGoneInBetween() {
        at(0, STUCK);
        at(5);

        assertThat(at(12, STUCK)).isEmpty();
    }

    @Test
    void endsTheAlertWhenItsFaultIsGoneForLongEnough() {
        at(0, STUCK);
        Alert firing = at(10, STUCK).get(0);

        assertThat(at(15)).isEmpty();
        List<Alert> steps = at(20);

        assertThat(steps).hasSize(1);
        assertThat(steps.get(0).id()).isEqualTo(firing.id());
        assertThat(steps.get(0).sequence()).isEqualTo(2);
        assertThat(steps.get(0).state()).isEqualTo("RESOLVED");
        assertThat(steps.get(0).reason()).isEqualTo("CLEARED");
        assertThat(steps.get(0).endsAt()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void holdsAnAlertWhoseFaultFlickers() {
        at(0, STUCK);
        at(10, STUCK);
        at(15);
        at(20, STUCK);

        assertThat(at(25)).isEmpty();
    }

    @Test
    void givesTheSameIdToTheSameFaultWhoeverTells() {
        Alert one = PipelineAlerts.firing(STUCK, NOON, NOON.plusSeconds(10));
        Alert other = PipelineAlerts.firing(STUCK, NOON, NOON.plusSeconds(12));

        assertThat(one.id()).isEqualTo(other.id());
        assertThat(PipelineAlerts.firing(STUCK, NOON.plusSeconds(60), NOON.plusSeconds(70))
                        .id())
                .isNotEqualTo(one.id());
    }

    @Test
    void goesOnWithWhatAPredecessorTold() {
        Alert told = PipelineAlerts.firing(STUCK, NOON.minusSeconds(60), NOON.minusSeconds(50));
        assertThat(ledger.adopt(told)).isTrue();

        assertThat(at(0, STUCK)).isEmpty();
        assertThat(at(20, STUCK)).isEmpty();
        assertThat(at(25)).isEmpty();
        assertThat(at(30)).singleElement().satisfies(step -> {
            assertThat(step.id()).isEqualTo(told.id());
            assertThat(step.state()).isEqualTo("RESOLVED");
        });
    }

    @Test
    void endsWhatAPredecessorToldWhenItsFaultIsNotSeenAtAll() {
        ledger.adopt(PipelineAlerts.firing(STUCK, NOON.minusSeconds(60), NOON.minusSeconds(50)));

        assertThat(at(0)).isEmpty();
        assertThat(at(10)).hasSize(1);
    }

    @Test
    void takesOneAlertForEachSeries() {
        ledger.adopt(PipelineAlerts.firing(STUCK, NOON.minusSeconds(60), NOON.minusSeconds(50)));

        assertThat(ledger.adopt(PipelineAlerts.firing(STUCK, NOON.minusSeconds(30), NOON.minusSeconds(20))))
                .isFalse();
    }

    @Test
    void concludesNothingFromTheTimeInWhichItSlept() {
        at(0, STUCK);

        assertThat(at(600, STUCK)).isEmpty();
        assertThat(at(610, STUCK)).hasSize(1);
    }

    private List<Alert> at(int seconds, Finding... findings) {
        return ledger.judge(List.of(findings), NOON.plusSeconds(seconds));
    }
}
