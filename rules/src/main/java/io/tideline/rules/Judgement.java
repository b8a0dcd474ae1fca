package io.tideline.rules;

import io.tideline.rules.condition.RuleError;

/** What a rule says about a single reading. */
public sealed interface Judgement {

    /** The reading breaks no threshold of the rule. */
    record Unbroken() implements Judgement {}

    /** The reading breaks the rule. */
    record Broken(Flag flag) implements Judgement {}

    /** The rule cannot judge the reading. */
    record Unjudged(RuleError error) implements Judgement {}
}
