package io.tideline.api.watch;

import io.tideline.api.alert.Alert;
import io.tideline.api.control.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which faults are there and which alerts are open for them: at most one for each series. A fault that lasts becomes an alert, one
 * that is gone ends it. Pure: time comes with the findings.
 */
final class Ledger {

    /** Whoever has not looked for so long was asleep: nothing is known to have lasted. */
    private static final Duration ASLEEP = Duration.ofMinutes(1);

    private final Duration clearedFor;
    private final Map<String, Instant> faultySince = new HashMap<>();
    private final Map<String, Alert> open = new HashMap<>();
    private final Map<String, Instant> lastSeen = new HashMap<>();
    private @Nullable Instant lookedAt;

    Ledger(Duration clearedFor) {
        this.clearedFor = clearedFor;
    }

    /** The steps that follow from what was found now: alerts that begin to fire, alerts that end. */
    List<Alert> judge(List<Finding> findings, Instant now) {
        Instant before = lookedAt;
        if (before != null && before.plus(ASLEEP).isBefore(now)) {
            faultySince.clear();
        }
        lookedAt = now;
        List<Alert> steps = new ArrayList<>();
        Set<String> found = new HashSet<>();
        for (Finding finding : findings) {
            found.add(finding.series());
            fired(finding, now).ifPresent(steps::add);
        }
        faultySince.keySet().retainAll(found);
        steps.addAll(ended(found, now));
        return steps;
    }

    private Optional<Alert> fired(Finding finding, Instant now) {
        String series = finding.series();
        lastSeen.put(series, now);
        Instant since = faultySince.computeIfAbsent(series, first -> now);
        if (open.containsKey(series) || since.plus(finding.holds()).isAfter(now)) {
            return Optional.empty();
        }
        Alert alert = PipelineAlerts.firing(finding, since, now);
        open.put(series, alert);
        return Optional.of(alert);
    }

    private List<Alert> ended(Set<String> found, Instant now) {
        List<Alert> ended = open.values().stream()
                .filter(alert -> !found.contains(alert.series()))
                .filter(alert -> !lastSeen.computeIfAbsent(alert.series(), adopted -> now)
                        .plus(clearedFor)
                        .isAfter(now))
                .map(alert -> PipelineAlerts.resolved(alert, now))
                .toList();
        ended.forEach(alert -> {
            open.remove(alert.series());
            lastSeen.remove(alert.series());
        });
        return ended;
    }

    /** Goes on with an alert that was open before; false if its series has another one. */
    boolean adopt(Alert alert) {
        Alert known = open.putIfAbsent(alert.series(), alert);
        return known == null || known.id().equals(alert.id());
    }

    int open() {
        return open.size();
    }
}
