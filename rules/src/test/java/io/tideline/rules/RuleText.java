package io.tideline.rules;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules as JSON for tests: a valid one, of which single fields are replaced. */
public final class RuleText {
    private RuleText() {}

    /** A rule on every temperature with the given condition, and further fields such as {@code "for": "PT5M"}. */
    public static String json(String condition, String... further) {
        String more = further.length == 0 ? "" : ", " + String.join(", ", further);
        return """
                {"id": "heat", "name": "Heat", "severity": "CRITICAL", "series": {"metric": "temperature"},
                 "condition": %s, "message": "{entity}: {metric}, {threshold} {thresholdUnit}"%s}
                """.formatted(condition, more);
    }

    public static Rule rule(String condition, String... further) {
        return parse(json(condition, further), 1);
    }

    public static Rule parse(String json, int version) {
        ParsedRule parsed = Rules.read(json, version);
        assertThat(parsed).isInstanceOf(ParsedRule.Valid.class);
        return ((ParsedRule.Valid) parsed).rule();
    }
}
