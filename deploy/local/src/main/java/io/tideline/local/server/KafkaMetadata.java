package io.tideline.local.server;

import io.tideline.local.deployment.Replication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Who keeps a broker's metadata. */
interface KafkaMetadata {
    /** A broker before its start; its name is also that of its files. */
    record Broker(String name, int id, int port, Replication replication) {}

    /** The parts that must be there before the broker. */
    Set<String> needs();

    /** Writes the broker's configuration, and does what must be done before it starts. */
    Path prepare(Broker broker, Path data) throws IOException, InterruptedException;
}
