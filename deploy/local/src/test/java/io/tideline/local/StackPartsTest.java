package io.tideline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.StackOptions.Choice;
import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.part.Part;
import io.tideline.local.port.PortsAbove;
import io.tideline.local.server.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPartsTest {
    private final Path folder;

    StackPartsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyPartComesAfterWhatItNeeds() throws IOException {
        for (StackParts parts : List.of(parts(), parts(Choice.CLUSTER), parts(Choice.KRAFT), parts(Choice.FETCHING))) {
            List<String> names = new ArrayList<>();
            for (Part part : parts.parts()) {
                assertThat(names).as(part.name()).containsAll(part.needs()).containsAll(part.startsAfter());
                names.add(part.name());
            }
            assertThat(names).doesNotHaveDuplicates();
        }
    }

    @Test
    void aClusterHasThreeBrokersAndThreeNodesOfCassandra() throws IOException {
        List<String> more = names(parts(Choice.CLUSTER));
        more.removeAll(names(parts()));

        assertThat(more).containsExactlyInAnyOrder("kafka-2", "kafka-3", "cassandra-2", "cassandra-3");
    }

    @Test
    void clientsOfAClusterKnowAllOfIt() throws IOException {
        StackParts cluster = parts(Choice.CLUSTER);

        assertThat(cluster.fetcherEnvironment())
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:8407,127.0.0.1:8419,127.0.0.1:8420");
        assertThat(cluster.alertApiEnvironment())
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:8407,127.0.0.1:8419,127.0.0.1:8420")
                .containsEntry("TIDELINE_CASSANDRA_CONTACT_POINTS", "127.0.0.1:8410,127.0.0.1:8421,127.0.0.1:8423")
                .containsEntry("QUARKUS_CASSANDRA_REQUEST_CONSISTENCY_LEVEL", "LOCAL_QUORUM");
    }

    @Test
    void whoeverUsesAClusterIsStoppedBeforeAnyOfIt() throws IOException {
        List<Part> parts = parts(Choice.CLUSTER).parts();

        assertThat(parts)
                .filteredOn(part -> List.of("spark-job", "alert-api").contains(part.name()))
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.needs())
                        .contains("kafka", "kafka-2", "kafka-3", "cassandra", "cassandra-2", "cassandra-3"));
    }

    private StackParts parts(Choice... choices) throws IOException {
        StackOptions options = StackOptions.in(folder, new PortsAbove(8400)).with(choices);
        Site site = new Site(Checkout.find(), new Artifacts(folder.resolve("cache")), new StackFolder(folder));
        return new StackParts(options, site, null);
    }

    private static List<String> names(StackParts parts) {
        return new ArrayList<>(parts.parts().stream().map(Part::name).toList());
    }
}
