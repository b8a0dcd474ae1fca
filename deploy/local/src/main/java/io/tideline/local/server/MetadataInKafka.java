package io.tideline.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/** The broker manages itself (KRaft). */
record MetadataInKafka(Site site, int controllerPort) implements KafkaMetadata {
    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Path prepare(Broker broker, Path data) throws IOException, InterruptedException {
        Path log = data.resolve("kraft-log");
        Path configuration = site.configure(
                "kafka-kraft.properties", Map.of("data", log, "port", broker.port(), "controller", controllerPort));
        if (!Files.exists(log.resolve("meta.properties"))) format(data, configuration);
        return configuration;
    }

    private void format(Path data, Path configuration) throws IOException, InterruptedException {
        Path output = site.folder().log(Kafka.NAME);
        Files.createDirectories(output.getParent());
        var command = site.java("kafka", "kafka-format", "kafka.tools.StorageTool")
                .heap(128)
                .quickCompiler()
                .property(
                        "log4j.configuration",
                        site.configure("log4j.properties", Map.of()).toUri())
                .arguments("format", "--cluster-id", Uuid.randomUuid(), "--config", configuration)
                .in(data, output);
        int code = new ProcessBuilder(command.words())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start()
                .waitFor();
        if (code != 0) throw new IOException("the storage of Kafka cannot be formatted; see " + output);
    }
}
