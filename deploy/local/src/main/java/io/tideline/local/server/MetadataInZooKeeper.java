package io.tideline.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** ZooKeeper manages the broker. */
record MetadataInZooKeeper(Site site, ZooKeeper zookeeper) implements KafkaMetadata {
    private static final int BROKER = 0;
    /** Ten times the timeout of a session, which begins anew when ZooKeeper starts; a machine may be slow. */
    private static final Duration SESSION_END = Duration.ofSeconds(60);

    @Override
    public Set<String> needs() {
        return Set.of(ZooKeeper.NAME);
    }

    @Override
    public Path prepare(Path data, int port) throws IOException, InterruptedException {
        awaitEndOfOldSession();
        return site.configure(
                "kafka.properties", Map.of("data", data.resolve("log"), "port", port, "zookeeper", zookeeper.port()));
    }

    /** A broker that was killed keeps its id until its session ends; a new one with that id would refuse to start. */
    private void awaitEndOfOldSession() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(SESSION_END);
        while (zookeeper.hasBroker(BROKER)) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("ZooKeeper still holds a session of broker " + BROKER + " after "
                        + SESSION_END.toSeconds() + " s: does another broker use " + zookeeper.address() + "?");
            }
            Thread.sleep(100);
        }
    }
}
