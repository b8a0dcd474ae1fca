package io.tideline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tideline.rules.condition.Aggregate;
import io.tideline.rules.condition.Bounds;
import io.tideline.rules.condition.Change;
import io.tideline.rules.condition.Condition;
import io.tideline.rules.condition.Deviation;
import io.tideline.rules.condition.Direction;
import io.tideline.rules.condition.Silence;
import io.tideline.rules.condition.Threshold;
import io.tideline.rules.condition.WindowAggregate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

    private static List<Fault> faults(String json) {
        ParsedRule parsed = Rules.read(json, 1);
        assertThat(parsed).isInstanceOf(ParsedRule.Faulty.class);
        return ((ParsedRule.Faulty) parsed).faults();
    }

    private static Condition condition(String json) {
        return RuleText.rule(json.replace('\'', '"')).condition();
    }

    static Iterable<JsonNode> delivered() throws IOException {
        return new YAMLMapper()
                .readTree(Path.of("../deploy/rules.yaml").toFile())
                .get("rules");
    }

    @ParameterizedTest
    @MethodSource("delivered")
    void readsEveryRuleThatIsDelivered(JsonNode rule) {
        assertThat(Rules.read(rule.toString(), 1)).isInstanceOf(ParsedRule.Valid.class);
    }

    @Test
    void readsEveryField() {
        Rule rule = RuleText.parse("""
                {"id": "heat.1", "name": "Heat", "severity": "WARNING",
                 "series": {"source": "sim*", "entity": "phoenix", "metric": "temperature"},
                 "condition": {"kind": "threshold", "above": 100, "clear": 98, "unit": "[degF]"},
                 "for": "PT5M", "keepFiringFor": "PT1M", "message": "{value}"}
                """, 7);

        assertThat(rule.id()).isEqualTo("heat.1");
        assertThat(rule.version()).isEqualTo(7);
        assertThat(rule.name()).isEqualTo("Heat");
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
        assertThat(rule.series()).hasToString("sim*/phoenix/temperature");
        assertThat(rule.condition()).isEqualTo(new Threshold(Bounds.above(100, 98, "[degF]")));
        assertThat(rule.holdFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.keepFiringFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rule.message()).hasToString("{value}");
    }

    @Test
    void takesWhatIsLeftOutFromTheDefaults() {
        Rule rule = RuleText.rule("{\"kind\": \"threshold\", \"below\": 3}");

        assertThat(rule.series()).hasToString("*/*/temperature");
        assertThat(rule.holdFor()).isZero();
        assertThat(rule.keepFiringFor()).isZero();
        assertThat(rule.condition()).isEqualTo(new Threshold(Bounds.below(3, 3, "")));
    }

    @Test
    void readsEveryKindOfCondition() {
        assertThat(condition("{'kind': 'threshold', 'outside': [1, 9], 'clear': [2, 8], 'unit': 'm'}"))
                .isEqualTo(new Threshold(Bounds.outside(1, 9, 2, 8, "m")));
        assertThat(condition("{'kind': 'change', 'by': 5, 'within': 'PT10M', 'unit': 'Cel'}"))
                .isEqualTo(new Change(
                        Duration.ofMinutes(10), Direction.EITHER, Bounds.moved(Direction.EITHER, 5, 5, "Cel")));
        assertThat(condition("{'kind': 'change', 'by': 5, 'clear': 1, 'within': 'PT10M', 'direction': 'down'}"))
                .isEqualTo(new Change(Duration.ofMinutes(10), Direction.DOWN, Bounds.moved(Direction.DOWN, 5, 1, "")));
        assertThat(condition("{'kind': 'window', 'size': 'PT5M', 'aggregate': 'max', 'above': 9, 'minReadings': 3}"))
                .isEqualTo(new WindowAggregate(Duration.ofMinutes(5), Aggregate.MAX, Bounds.above(9, 9, ""), 3));
        assertThat(condition("{'kind': 'window', 'size': 'PT5M', 'aggregate': 'count', 'below': 2}"))
                .isEqualTo(new WindowAggregate(Duration.ofMinutes(5), Aggregate.COUNT, Bounds.below(2, 2, ""), 0));
        assertThat(condition("{'kind': 'silence', 'longerThan': 'PT10M'}"))
                .isEqualTo(new Silence(Duration.ofMinutes(10)));
        assertThat(condition("{'kind': 'deviation', 'moreThan': 3, 'clear': 2, 'span': 50, 'warmUp': 10}"))
                .isEqualTo(new Deviation(Bounds.moved(Direction.EITHER, 3, 2, ""), 50, 10));
    }

    @Test
    void listsEveryFaultAtOnce() {
        List<Fault> faults = faults("""
                {"id": "a b", "severity": "LOUD", "series": {"metric": "[a", "metrics": "*"},
                 "condition": {"kind": "threshold", "above": "hot", "unit": "degF", "bellow": 3},
                 "for": "5 minutes", "message": "{vlaue}", "colour": "red"}
                """);

        assertThat(faults)
                .extracting(Fault::path)
                .containsExactly(
                        "id",
                        "name",
                        "severity",
                        "series.metric",
                        "series.metrics",
                        "condition.unit",
                        "condition.above",
                        "condition.bellow",
                        "for",
                        "message",
                        "colour");
        assertThat(faults.get(5))
                .hasToString("condition.unit is \"degF\"; expected a UCUM code such as Cel, [degF], %,"
                        + " or a name in braces such as {USD}: UCUM does not know it");
        assertThat(faults.get(1)).hasToString("name is missing; expected a text of 1 to 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'kind': 'threshold'} | condition.above",
                "{'kind': 'threshold', 'above': 1, 'below': 2} | condition.above",
                "{'kind': 'threshold', 'above': 1, 'clear': 2} | condition.clear",
                "{'kind': 'threshold', 'below': 1, 'clear': 0} | condition.clear",
                "{'kind': 'threshold', 'outside': [5, 1]} | condition.outside",
                "{'kind': 'threshold', 'outside': [1, 5], 'clear': [0, 5]} | condition.clear",
                "{'kind': 'threshold', 'above': 1e999} | condition.above",
                "{'kind': 'threshold', 'above': null} | condition.above",
                "{'kind': 'change', 'by': 0, 'within': 'PT1M'} | condition.by",
                "{'kind': 'change', 'by': 5, 'within': 'PT0S'} | condition.within",
                "{'kind': 'change', 'by': 5, 'clear': 6, 'within': 'PT1M'} | condition.clear",
                "{'kind': 'change', 'by': 5, 'within': 'PT1M', 'direction': 'sideways'} | condition.direction",
                "{'kind': 'window', 'size': 'P400D', 'aggregate': 'mean', 'above': 1} | condition.size",
                "{'kind': 'window', 'size': 'PT1M', 'aggregate': 'median', 'above': 1} | condition.aggregate",
                "{'kind': 'window', 'size': 'PT1M', 'aggregate': 'count', 'above': 1, 'unit': 'm'} | condition.unit",
                "{'kind': 'window', 'size': 'PT1M', 'aggregate': 'mean', 'above': 1, 'minReadings': 0} | condition.minReadings",
                "{'kind': 'silence', 'longerThan': 'PT0.0001S'} | condition.longerThan",
                "{'kind': 'silence', 'longerThan': 'PT1M', 'above': 3} | condition.above",
                "{'kind': 'deviation', 'moreThan': -1} | condition.moreThan",
                "{'kind': 'deviation', 'moreThan': 3, 'span': 1.5} | condition.span",
                "{'kind': 'seance'} | condition.kind",
                "[] | condition"
            })
    void namesTheFieldOfAConditionThatIsWrong(String condition, String path) {
        assertThat(faults(RuleText.json(condition.replace('\'', '"'))))
                .extracting(Fault::path)
                .containsExactly(path);
    }

    @Test
    void refusesAValueInTheMessageOfASilence() {
        String json = RuleText.json("{\"kind\": \"silence\", \"longerThan\": \"PT1M\"}")
                .replace("{threshold}", "{value}");

        assertThat(faults(json)).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("message");
            assertThat(fault.expected()).startsWith("a text without {value}, {unit} and {peak}");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{|not JSON", "[1]|not an object", "``|not an object", "{\"id\":\"a\",\"id\":\"b\"}|not JSON"})
    void refusesWhatIsNoObject(String json, String value) {
        assertThat(faults(json)).singleElement().satisfies(fault -> assertThat(fault.value())
                .isEqualTo(value));
    }

    @Provide
    Arbitrary<String> spoiled() {
        String json =
                RuleText.json("{\"kind\": \"window\", \"size\": \"PT5M\", \"aggregate\": \"mean\", \"above\": 9}");
        return Arbitraries.integers().between(0, json.length() - 2).flatMap(at -> Arbitraries.of(
                        "", "0", "\"", "}", "null", "-1", "[]", "\\", "{}", "x")
                .map(insert -> json.substring(0, at) + insert + json.substring(at + 1)));
    }

    @Property
    void readsOrRefusesWhateverIsWritten(@ForAll("spoiled") String json) {
        ParsedRule parsed = Rules.read(json, 1);

        if (parsed instanceof ParsedRule.Faulty faulty) {
            assertThat(faulty.faults()).isNotEmpty();
        }
    }

    @Property
    void readsOrRefusesAnyJson(@ForAll("trees") Object tree) throws IOException {
        ParsedRule parsed = Rules.read(new ObjectMapper().writeValueAsString(tree), 1);

        assertThat(parsed).isInstanceOf(ParsedRule.Faulty.class);
    }

    @Provide
    Arbitrary<Object> trees() {
        Arbitrary<Object> leaves = Arbitraries.of("x", 1, -2.5, true, "PT5M", "threshold", List.of());
        Arbitrary<String> names = Arbitraries.of("id", "name", "series", "condition", "kind", "for", "above", "odd");
        Arbitrary<Object> inner = Arbitraries.maps(names, leaves).ofMaxSize(4).map(Object.class::cast);
        return Arbitraries.maps(names, Arbitraries.oneOf(leaves, inner))
                .ofMaxSize(6)
                .map(Object.class::cast);
    }
}
