package io.tideline.spark.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.Rule;
import io.tideline.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchRulesTest {

    private final Live live = new Live(set("warm"));
    private final BatchRules rules = new BatchRules(live);

    @Test
    void everyTaskOfABatchHasTheRulesOfItsBeginning() throws Exception {
        RuleSource first = sent();
        live.rules = set("hot");
        RuleSource second = sent();

        assertThat(ids(first)).containsExactly("warm");
        assertThat(ids(second)).containsExactly("hot");
        assertThat(ids(first)).containsExactly("warm");
    }

    @Test
    void theDriverItselfSeesThemAsTheyAre() {
        live.rules = set("hot");

        assertThat(ids(rules)).containsExactly("hot");
    }

    @Test
    void batchesUnderTheSameRulesShareThemAndWhatTheyRemember() throws Exception {
        RuleSet first = sent().current();

        assertThat(sent().current()).isSameAs(first);
    }

    @Test
    void aRuleThatWasMadeAnewUnderItsOldIdAndVersionIsAnotherOne() throws Exception {
        RuleSet first = sent().current();
        live.rules = RuleSet.of(List.of(rule("warm", 41)));

        assertThat(sent().current()).isNotSameAs(first);
    }

    /** As Spark sends it. */
    private RuleSource sent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(rules);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (RuleSource) in.readObject();
        }
    }

    private static List<String> ids(RuleSource source) {
        return source.current().all().stream().map(Rule::id).toList();
    }

    private static RuleSet set(String id) {
        return RuleSet.of(List.of(rule(id, 40)));
    }

    private static Rule rule(String id, int above) {
        return TestRules.rule(
                "{'id':'" + id + "','name':'Warm','severity':'INFO','series':{'metric':'temperature'},"
                        + "'condition':{'kind':'threshold','above':" + above
                        + ",'unit':'Cel'},'message':'{entity} is {value}'}",
                1);
    }

    private static final class Live implements RuleSource {
        private RuleSet rules;

        Live(RuleSet rules) {
            this.rules = rules;
        }

        @Override
        public RuleSet current() {
            return rules;
        }
    }
}
