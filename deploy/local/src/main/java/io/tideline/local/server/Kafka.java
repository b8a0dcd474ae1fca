package io.tideline.local.server;

import io.tideline.local.deployment.Topics;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One Kafka broker, under ZooKeeper or on its own. */
public final class Kafka implements Part {
    public static final String NAME = "kafka";

    private final Site site;
    private final int port;
    private final KafkaMetadata metadata;

    private Kafka(Site site, int port, KafkaMetadata metadata) {
        this.site = site;
        this.port = port;
        this.metadata = metadata;
    }

    public static Kafka under(ZooKeeper zookeeper, Site site, int port) {
        return new Kafka(site, port, new MetadataInZooKeeper(site, zookeeper));
    }

    public static Kafka alone(Site site, int port, int controllerPort) {
        return new Kafka(site, port, new MetadataInKafka(site, controllerPort));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return metadata.needs();
    }

    @Override
    public String address() {
        return Site.HOST + ":" + port;
    }

    @Override
    public Command command() throws IOException, InterruptedException {
        Path data = site.folder().data(NAME);
        Path configuration = metadata.prepare(data, port);
        return site.java("kafka", NAME, "kafka.Kafka")
                .heap(256)
                .quickCompiler()
                .property(
                        "log4j.configuration",
                        site.configure("log4j.properties", Map.of()).toUri())
                .arguments(configuration)
                .in(data, site.folder().log(NAME));
    }

    @Override
    public boolean isReady() throws IOException {
        Probe.listens(port);
        try (Admin admin = admin()) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void deploy() throws IOException, InterruptedException {
        try (Admin admin = admin()) {
            Topics.read(site.checkout().file("deploy/kafka/topics.yaml")).create(admin);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }
}
