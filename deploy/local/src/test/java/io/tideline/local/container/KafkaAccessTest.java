package io.tideline.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.container.KafkaAccess.Permission;
import io.tideline.local.deployment.Topics;
import io.tideline.local.deployment.Topics.Topic;
import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {
    private final KafkaAccess access = KafkaAccess.read(Checkout.find().file("deploy/kafka/access.yaml"));

    KafkaAccessTest() throws IOException {}

    @Test
    void letsNobodyButItsWritersWriteATopic() {
        assertThat(mayWrite("readings")).containsExactlyInAnyOrder("fetcher", "spark-job", "alert-api");
        assertThat(mayWrite("alerts")).containsExactly("spark-job");
        assertThat(mayWrite("flags")).containsExactly("spark-job");
        assertThat(mayWrite("readings-rejected")).containsExactly("spark-job");
        assertThat(mayWrite("operator-actions")).containsExactly("alert-api");
        assertThat(mayWrite("pipeline-watch")).containsExactly("alert-api");
    }

    @Test
    void namesNoTopicThatIsNotDeclared() throws IOException {
        List<String> declared = Topics.read(Checkout.find().file("deploy/kafka/topics.yaml")).topics().stream()
                .map(Topic::name)
                .toList();

        assertThat(access.users().values().stream()
                        .flatMap(List::stream)
                        .filter(permission -> permission.on() == ResourceType.TOPIC)
                        .map(Permission::name)
                        .filter(name -> !name.equals("*")))
                .isSubsetOf(declared);
    }

    @Test
    void readsANameWithAStarAsABeginning() {
        Permission begun = new Permission(ResourceType.GROUP, "tideline-*", Set.of(AclOperation.READ));
        Permission all = new Permission(ResourceType.GROUP, "*", Set.of(AclOperation.READ));

        assertThat(begun.pattern().patternType()).isEqualTo(PatternType.PREFIXED);
        assertThat(begun.pattern().name()).isEqualTo("tideline-");
        assertThat(all.pattern().patternType()).isEqualTo(PatternType.LITERAL);
        assertThat(all.pattern().name()).isEqualTo("*");
    }

    private Set<String> mayWrite(String topic) {
        return access.users().entrySet().stream()
                .flatMap(user ->
                        user.getValue().stream().flatMap(permission -> writes(permission, topic, user.getKey())))
                .collect(Collectors.toSet());
    }

    private static Stream<String> writes(Permission permission, String topic, String user) {
        boolean covers = permission.on() == ResourceType.TOPIC
                && (permission.name().equals(topic) || permission.name().equals("*"));
        boolean writes = permission.allow().contains(AclOperation.WRITE)
                || permission.allow().contains(AclOperation.ALL);
        return covers && writes ? Stream.of(user) : Stream.empty();
    }
}
