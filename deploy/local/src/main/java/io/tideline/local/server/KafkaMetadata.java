package io.tideline.local.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Who keeps a broker's metadata. */
interface KafkaMetadata {
    /** The parts that must be there before the broker. */
    Set<String> needs();

    /** Writes the broker's configuration, and does what must be done before it starts. */
    Path prepare(Path data, int port) throws IOException, InterruptedException;
}
