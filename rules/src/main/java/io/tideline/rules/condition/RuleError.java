package io.tideline.rules.condition;

/**
 * Why a rule cannot judge a reading. Never an alert: it is shown with the rule.
 *
 * @param message what failed, the value, and what to do
 */
public record RuleError(String message) {

    static RuleError unitOf(String readingUnit, String ruleUnit) {
        return new RuleError("readings come in '" + readingUnit + "', which cannot be converted to the rule's unit '"
                + ruleUnit + "': change the unit of the rule, or select other series");
    }
}
