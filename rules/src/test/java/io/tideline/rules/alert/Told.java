package io.tideline.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Listens to the steps of one rule on one series, as a reader of the topic does, and holds them to what is promised. */
final class Told {
    private final Map<String, AlertStep> last = new LinkedHashMap<>();

    void hear(List<AlertStep> steps) {
        steps.forEach(this::hear);
    }

    private void hear(AlertStep step) {
        AlertStep before = last.put(step.alertId(), step);
        assertThat(step.sequence()).isEqualTo(before == null ? 1 : before.sequence() + 1);
        if (before != null) {
            assertThat(step.startsAt()).isEqualTo(before.startsAt());
            assertThat(step.state()).isGreaterThanOrEqualTo(before.state());
            assertThat(before.reason()).as("a corrected alert is over").isNotEqualTo(Reason.CORRECTED);
        }
    }

    boolean hasCorrections() {
        return last.values().stream().anyMatch(step -> step.reason() == Reason.CORRECTED);
    }

    /** What a reader takes to be true, with the figures of the living alert as the state has them. */
    List<Span> spans(AlertLife life, LifeState state) {
        Map<String, AlertStep> known = new LinkedHashMap<>(last);
        life.current(state).ifPresent(live -> known.put(live.alertId(), live));
        List<AlertStep> steps = new ArrayList<>(known.values());
        steps.removeIf(step -> step.reason() == Reason.CORRECTED);
        steps.sort(Comparator.comparing(AlertStep::startsAt));
        return steps.stream().map(Span::of).toList();
    }
}
