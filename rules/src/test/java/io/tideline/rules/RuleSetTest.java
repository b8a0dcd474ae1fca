package io.tideline.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static final SeriesId PHOENIX = SeriesId.parse("simulator/phoenix/temperature");

    private static Rule rule(String id, String entity, String metric) {
        return RuleText.parse("""
                {"id": "%s", "name": "n", "severity": "INFO", "series": {"entity": "%s", "metric": "%s"},
                 "condition": {"kind": "threshold", "above": 100, "unit": "[degF]"}, "message": "{value}"}
                """.formatted(id, entity, metric), 1);
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of("a", "b", "*", "?", "[ab]", "a*", "{a,b}");
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of("a", "b", "ab");
    }

    @Property
    void findsTheRulesThatSelectASeries(
            @ForAll @Size(max = 8) List<@From("globs") String> entities,
            @ForAll("globs") String metric,
            @ForAll("words") String entity,
            @ForAll("words") String of) {
        List<Rule> rules = new ArrayList<>();
        for (String glob : entities) {
            rules.add(rule("r" + rules.size(), glob, rules.size() % 2 == 0 ? metric : "a"));
        }
        SeriesId series = new SeriesId("s", entity, of);
        RuleSet set = RuleSet.of(rules);

        List<Rule> found = set.matching(series);

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(rules.stream()
                        .filter(rule -> rule.series().matches(series))
                        .toList());
        assertThat(set.matching(series)).isSameAs(found);
    }

    @Test
    void refusesTwoRulesOfOneId() {
        List<Rule> twins = List.of(rule("r", "*", "*"), rule("r", "a", "*"));

        assertThatThrownBy(() -> RuleSet.of(twins))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two rules have the id 'r'");
    }

    @Test
    void worksAfterItWasSerialised() throws IOException, ClassNotFoundException {
        RuleSet set = RuleSet.of(List.of(rule("r", "*", "temperature"), rule("other", "berlin", "*")));
        Observation hot = new Observation(PHOENIX, Instant.EPOCH, Instant.EPOCH, 38, "Cel", 0);
        set.matching(PHOENIX).get(0).isBrokenBy(hot);

        RuleSet copy = serialised(set);

        assertThat(copy.all()).isEqualTo(set.all());
        assertThat(copy.rule("other")).isPresent();
        assertThat(copy.matching(PHOENIX)).singleElement().satisfies(rule -> assertThat(rule.isBrokenBy(hot))
                .isTrue());
    }

    private static RuleSet serialised(RuleSet set) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(set);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (RuleSet) in.readObject();
        }
    }
}
