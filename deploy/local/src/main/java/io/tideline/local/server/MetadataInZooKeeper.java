package io.tideline.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** ZooKeeper manages the brokers. */
record MetadataInZooKeeper(Site site, ZooKeeper zookeeper) implements KafkaMetadata {
    /** Ten times the timeout of a session, which begins anew when ZooKeeper starts; a machine may be slow. */
    private static final Duration SESSION_END = Duration.ofSeconds(60);

    @Override
    public Set<String> needs() {
        return Set.of(ZooKeeper.NAME);
    }

    @Override
    public Path prepare(Broker broker, Path data) throws IOException, InterruptedException {
        awaitEndOfOldSession(broker.id());
        return site.configure(
                "kafka.properties",
                broker.name() + ".properties",
                Map.of(
                        "id", broker.id(),
                        "data", data.resolve("log"),
                        "port", broker.port(),
                        "zookeeper", zookeeper.port(),
                        "replicas", broker.replication().factor(),
                        "in-sync", broker.replication().quorum()));
    }

    /** A broker that was killed keeps its id until its session ends; a new one with that id would refuse to start. */
    private void awaitEndOfOldSession(int broker) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(SESSION_END);
        while (zookeeper.hasBroker(broker)) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("ZooKeeper still holds a session of broker " + broker + " after "
                        + SESSION_END.toSeconds() + " s: does another broker use " + zookeeper.address() + "?");
            }
            Thread.sleep(100);
        }
    }
}
