package io.tideline.spark.rule;

import io.tideline.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A short name for a set of rules: two sets have the same one if they hold the same versions of the same rules. */
public final class RuleVersions {

    private static volatile Named last = new Named(null, "");

    private RuleVersions() {}

    /** Cheap for the set that was asked for last. */
    public static String of(RuleSet rules) {
        Named known = last;
        if (known.rules != rules) {
            known = new Named(rules, name(rules));
            last = known;
        }
        return known.name;
    }

    private static String name(RuleSet rules) {
        String all = rules.all().stream()
                .map(rule -> rule.id() + ':' + rule.version())
                .sorted()
                .collect(Collectors.joining(","));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private record Named(@Nullable RuleSet rules, String name) {}
}
