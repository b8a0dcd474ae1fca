package io.tideline.local.container;

import io.tideline.local.deployment.Topics;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The topics and, where brokers know accounts, one for each service and what it may do. */
@Command(name = "kafka", description = "Makes topics, accounts and their permissions.")
final class PrepareKafka implements Callable<Integer> {
    @Option(names = "--client", required = true, description = "Properties of a client that may do everything.")
    private Path client = Path.of("");

    @Option(names = "--topics", required = true, description = "deploy/kafka/topics.yaml")
    private Path topics = Path.of("");

    @Option(names = "--access", description = "deploy/kafka/access.yaml. Default: brokers without accounts.")
    private @Nullable Path access;

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        Properties properties = new Properties();
        try (InputStream in = new FileInputStream(client.toFile())) {
            properties.load(in);
        }
        properties.putAll(Map.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 60_000));
        try (Admin kafka = Admin.create(properties)) {
            Topics.read(topics).create(kafka);
            if (access != null) KafkaAccess.read(access).apply(kafka, new Passwords("KAFKA", System.getenv()));
        }
        return 0;
    }
}
