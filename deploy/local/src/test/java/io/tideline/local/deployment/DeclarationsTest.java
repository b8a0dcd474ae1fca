package io.tideline.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.folder.Checkout;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
    private final Checkout checkout = Checkout.find();

    @Test
    void readsTheTopicsWithPartitionsAndRetention() throws Exception {
        Topics topics = Topics.read(checkout.file("deploy/kafka/topics.yaml"));

        assertThat(topics.topics())
                .filteredOn(topic -> topic.name().equals("readings"))
                .singleElement()
                .satisfies(readings -> {
                    assertThat(readings.partitions()).isEqualTo(4);
                    assertThat(readings.config()).containsEntry("retention.ms", "604800000");
                });
    }

    @Test
    void aRecordOfEveryTopicIsWrittenOnceMostOfItsReplicasHaveIt() throws Exception {
        Topics topics = Topics.read(checkout.file("deploy/kafka/topics.yaml")).with(new Replication(3));

        assertThat(topics.topics()).hasSizeGreaterThan(5).allSatisfy(topic -> assertThat(topic.config())
                .containsEntry("min.insync.replicas", "2"));
        assertThat(topics.topics())
                .filteredOn(topic -> topic.name().equals("pipeline-watch"))
                .singleElement()
                .satisfies(watch -> assertThat(watch.config()).containsEntry("cleanup.policy", "compact"));
    }

    @Test
    void readsTheStatementsWithoutTheirComments() throws Exception {
        Tables tables = Tables.read(checkout.file("deploy/cassandra/schema.cql"));

        assertThat(tables.statements())
                .hasSizeGreaterThan(10)
                .allMatch(statement -> statement.startsWith("CREATE ") && statement.contains("IF NOT EXISTS"));
    }

    @Test
    void readsTheRulesAsJson() throws Exception {
        Rules rules = Rules.read(checkout.file("deploy/rules.yaml"));

        assertThat(rules.entries()).anySatisfy(rule -> {
            assertThat(rule.path("id").asText()).isEqualTo("heat");
            assertThat(rule.at("/condition/above").isNumber()).isTrue();
            assertThat(rule.path("for").asText()).isEqualTo("PT0S");
        });
    }
}
