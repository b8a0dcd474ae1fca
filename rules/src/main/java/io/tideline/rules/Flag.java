package io.tideline.rules;

import io.tideline.rules.bytes.Fingerprint;
import io.tideline.rules.condition.Threshold;
import io.tideline.rules.condition.Verdict;
import io.tideline.rules.series.Observation;
import org.jspecify.annotations.Nullable;

/**
 * One reading that breaks a threshold rule.
 *
 * @param id deterministic: a hash of rule, rule version, series, observedAt and revision
 * @param threshold the threshold that was broken, in {@code thresholdUnit}, the unit of the rule
 */
public record Flag(String id, Rule rule, Observation reading, double threshold, String thresholdUnit, String message) {

    static Flag of(Rule rule, Threshold condition, Observation reading) {
        Verdict verdict = condition.judge(reading.value(), reading.unit());
        String id = Fingerprint.of(
                rule.id(),
                rule.version(),
                reading.series(),
                reading.observedAt().toEpochMilli(),
                reading.revision());
        Figures figures = new Figures(
                reading.value(), reading.unit(), verdict.threshold(), verdict.thresholdUnit(), reading.value(), 1);
        return new Flag(
                id,
                rule,
                reading,
                present(verdict.threshold()),
                verdict.thresholdUnit(),
                rule.message(reading.series(), figures));
    }

    private static double present(@Nullable Double threshold) {
        if (threshold == null) {
            throw new IllegalStateException("a broken threshold has no threshold");
        }
        return threshold;
    }
}
