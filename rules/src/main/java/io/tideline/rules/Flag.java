package io.tideline.rules;

import static java.util.Objects.requireNonNull;

import io.tideline.rules.bytes.Fingerprint;
import io.tideline.rules.condition.Threshold;
import io.tideline.rules.condition.Verdict;
import io.tideline.rules.series.Observation;

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
                requireNonNull(verdict.threshold(), "a threshold that is broken"),
                verdict.thresholdUnit(),
                rule.message(reading.series(), figures));
    }
}
