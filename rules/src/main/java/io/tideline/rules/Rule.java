package io.tideline.rules;

import io.tideline.rules.condition.Condition;
import io.tideline.rules.condition.Threshold;
import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import io.tideline.rules.series.SeriesSelector;
import java.io.Serializable;
import java.time.Duration;

/**
 * What deserves attention. Made by {@link Rules#read}, which refuses a rule that cannot work.
 *
 * @param version 1 for the first, one more for each change
 * @param holdFor how long the condition must be broken before the alert fires; until then it is PENDING
 * @param keepFiringFor how long the condition must be clear before the alert resolves
 */
public record Rule(
        String id,
        int version,
        String name,
        Severity severity,
        SeriesSelector series,
        Condition condition,
        Duration holdFor,
        Duration keepFiringFor,
        MessageTemplate message)
        implements Serializable {

    private static final Judgement UNBROKEN = new Judgement.Unbroken();

    /**
     * Whether a single reading breaks this rule, without regard to any other reading. Only a threshold can be judged so; every other
     * condition is never broken here. False too where the unit does not fit: {@link #judge} tells the two apart. Does not look at the selector:
     * ask {@link RuleSet#matching} for the rules of a series. Takes about 10 ns and allocates nothing.
     */
    public boolean isBrokenBy(Observation reading) {
        return condition instanceof Threshold threshold && threshold.isBrokenBy(reading.value(), reading.unit());
    }

    /** As {@link #isBrokenBy}, with the flag that is to be raised, or the error of the rule. Allocates only for these two. */
    public Judgement judge(Observation reading) {
        if (!(condition instanceof Threshold threshold)) {
            return UNBROKEN;
        }
        if (threshold.isBrokenBy(reading.value(), reading.unit())) {
            return new Judgement.Broken(Flag.of(this, threshold, reading));
        }
        return threshold.accepts(reading.unit()) ? UNBROKEN : new Judgement.Unjudged(threshold.refusal(reading.unit()));
    }

    /** The message for a series, filled in. */
    public String message(SeriesId subject, Figures figures) {
        return message.fill(name -> word(name, subject, figures));
    }

    private String word(String word, SeriesId subject, Figures figures) {
        return switch (word) {
            case "rule" -> name;
            case "severity" -> severity.name();
            case "source" -> subject.source();
            case "entity" -> subject.entity();
            case "metric" -> subject.metric();
            case "series" -> subject.toString();
            default -> figures.word(word);
        };
    }
}
