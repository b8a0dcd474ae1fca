package io.tideline.spark.rule;

import io.tideline.rules.ParsedRule;
import io.tideline.rules.Rule;
import io.tideline.rules.RuleSet;
import io.tideline.rules.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Rules that a test holds itself. */
public final class TestRules implements RuleSource, RuleComplaints {

    /** Spark copies everything that a task uses; a test reads what was complained about from here. */
    private static final List<RuleComplaint> COMPLAINTS = new CopyOnWriteArrayList<>();

    private final RuleSet rules;

    private TestRules(RuleSet rules) {
        this.rules = rules;
    }

    /** @param rules JSON with single quotes for double ones */
    public static TestRules of(String... rules) {
        COMPLAINTS.clear();
        return new TestRules(
                RuleSet.of(Arrays.stream(rules).map(json -> rule(json, 1)).toList()));
    }

    public static Rule rule(String json, int version) {
        ParsedRule parsed = Rules.read(json.replace('\'', '"'), version);
        if (parsed instanceof ParsedRule.Valid valid) {
            return valid.rule();
        }
        throw new IllegalArgumentException(parsed.toString());
    }

    @Override
    public RuleSet current() {
        return rules;
    }

    @Override
    public void about(RuleComplaint complaint) {
        COMPLAINTS.add(complaint);
    }

    public static List<RuleComplaint> complaints() {
        return COMPLAINTS;
    }
}
