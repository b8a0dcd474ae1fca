package io.tideline.rules;

import static java.util.stream.Collectors.groupingBy;

import io.tideline.rules.series.SeriesId;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Rules with an index from series to the rules that select it. Immutable and safe to share between threads; answers are cached, so the
 * selectors are matched once for each series. Serialises without its cache.
 */
public final class RuleSet implements Serializable {
    private static final int MOST_SERIES = 200_000;

    private final List<Rule> rules;
    private final Map<String, Rule> byId = new LinkedHashMap<>();
    /** By the text of the metric's glob: most rules name their metric, and are not looked at for another one. */
    private final transient Map<String, List<Rule>> byMetric;

    private final transient List<Rule> anyMetric;
    private final transient Map<SeriesId, List<Rule>> matching = new ConcurrentHashMap<>();

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        for (Rule rule : rules) {
            if (byId.put(rule.id(), rule) != null) {
                throw new IllegalArgumentException("two rules have the id '" + rule.id() + "'");
            }
        }
        byMetric = rules.stream()
                .filter(rule -> rule.series().metric().isLiteral())
                .collect(groupingBy(rule -> rule.series().metric().toString()));
        anyMetric = rules.stream()
                .filter(rule -> !rule.series().metric().isLiteral())
                .toList();
    }

    /**
     * Indexes rules.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    public static RuleSet of(List<Rule> rules) {
        return new RuleSet(rules);
    }

    /** The rules that select a series. */
    public List<Rule> matching(SeriesId series) {
        List<Rule> known = matching.get(series);
        if (known != null) {
            return known;
        }
        List<Rule> found = match(series);
        if (matching.size() >= MOST_SERIES) {
            matching.clear();
        }
        matching.put(series, found);
        return found;
    }

    private List<Rule> match(SeriesId series) {
        return Stream.concat(byMetric.getOrDefault(series.metric(), List.of()).stream(), anyMetric.stream())
                .filter(rule -> rule.series().matches(series))
                .toList();
    }

    public List<Rule> all() {
        return rules;
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private Object readResolve() {
        return new RuleSet(rules);
    }
}
