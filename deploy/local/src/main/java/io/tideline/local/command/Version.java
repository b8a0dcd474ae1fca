package io.tideline.local.command;

import io.tideline.local.artifact.Coordinates;
import picocli.CommandLine.IVersionProvider;

/** What this is, and what it runs. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Tideline " + Coordinates.projectVersion(),
            "Kafka %s, Cassandra %s, PostgreSQL %s, Spark %s, Apicurio Registry %s, on Java %s"
                    .formatted(
                            Coordinates.versionOf("kafka"),
                            Coordinates.versionOf("cassandra"),
                            Coordinates.versionOf("postgres"),
                            Coordinates.versionOf("spark"),
                            Coordinates.versionOf("registry"),
                            Runtime.version())
        };
    }
}
