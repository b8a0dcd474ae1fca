package io.tideline.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tideline.local.deployment.Topics;
import io.tideline.local.deployment.Topics.Topic;
import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

/** What Kubernetes is told is what every other deployment is told. */
class KubernetesFilesTest {
    private static final Path DEPLOY = Checkout.find().file("deploy");

    @Test
    void makesTheTopicsOfEveryOtherDeploymentOnThreeBrokers() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (Topic topic : Topics.read(DEPLOY.resolve("kafka/topics.yaml")).topics()) {
            Map<String, String> config = new TreeMap<>(topic.config());
            config.put("min.insync.replicas", "2");
            expected.put(topic.name(), topic.partitions() + " x3 " + config);
        }

        Map<String, String> found = new TreeMap<>();
        for (JsonNode topic : documents("kafka-topics.yaml")) {
            Map<String, String> config = new TreeMap<>();
            topic.at("/spec/config")
                    .properties()
                    .forEach(
                            entry -> config.put(entry.getKey(), entry.getValue().asText()));
            found.put(
                    topic.at("/metadata/name").asText(),
                    topic.at("/spec/partitions").asInt() + " x"
                            + topic.at("/spec/replicas").asInt() + " " + config);
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void letsEveryAccountDoWhatItMayElsewhere() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        KafkaAccess.read(DEPLOY.resolve("kafka/access.yaml"))
                .users()
                .forEach((user, permissions) -> expected.put(
                        user,
                        permissions.stream()
                                .map(each -> each.on().name() + " "
                                        + (each.on().name().equals("CLUSTER") ? "" : each.name()) + " "
                                        + names(each.allow()))
                                .collect(Collectors.toCollection(TreeSet::new))));

        Map<String, Set<String>> found = new TreeMap<>();
        for (JsonNode user : documents("kafka-users.yaml")) {
            Set<String> permissions = new TreeSet<>();
            user.at("/spec/authorization/acls").forEach(acl -> permissions.add(permission(acl)));
            found.put(user.at("/metadata/name").asText(), permissions);
        }
        assertThat(found).isEqualTo(expected);
    }

    private static String permission(JsonNode acl) {
        JsonNode resource = acl.path("resource");
        String type = resource.path("type").asText().equals("transactionalId")
                ? "TRANSACTIONAL_ID"
                : resource.path("type").asText().toUpperCase(Locale.ROOT);
        String name = resource.path("name").asText();
        boolean prefix = resource.path("patternType").asText().equals("prefix");
        Set<String> operations = new TreeSet<>();
        acl.path("operations")
                .forEach(operation -> operations.add(operation
                        .asText()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT)));
        return type + " " + name + (prefix ? "*" : "") + " " + operations;
    }

    private static Set<String> names(Set<AclOperation> operations) {
        return operations.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> documents(String name) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> all = new YAMLMapper()
                .readerFor(JsonNode.class)
                .readValues(DEPLOY.resolve("kubernetes").resolve(name).toFile())) {
            all.forEachRemaining(documents::add);
        }
        return documents;
    }
}
