package io.tideline.local.server;

import io.tideline.local.deployment.Replication;
import io.tideline.local.deployment.Topics;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import io.tideline.local.server.KafkaMetadata.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka broker, under ZooKeeper or on its own. */
public final class Kafka implements Part {
    public static final String NAME = "kafka";

    private final Site site;
    private final Broker broker;
    private final KafkaMetadata metadata;

    Kafka(Site site, Broker broker, KafkaMetadata metadata) {
        this.site = site;
        this.broker = broker;
        this.metadata = metadata;
    }

    public static Kafka under(ZooKeeper zookeeper, Site site, int port) {
        return new Kafka(site, only(port), new MetadataInZooKeeper(site, zookeeper));
    }

    public static Kafka alone(Site site, int port, int controllerPort) {
        return new Kafka(site, only(port), new MetadataInKafka(site, controllerPort));
    }

    private static Broker only(int port) {
        return new Broker(NAME, 0, port, Replication.NONE);
    }

    @Override
    public String name() {
        return broker.name();
    }

    @Override
    public Set<String> needs() {
        return metadata.needs();
    }

    @Override
    public String address() {
        return Site.HOST + ":" + broker.port();
    }

    @Override
    public Command command() throws IOException, InterruptedException {
        Path data = site.folder().data(name());
        Path configuration = metadata.prepare(broker, data);
        return site.java("kafka", NAME, "kafka.Kafka")
                .heap(256)
                .quickCompiler()
                .property(
                        "log4j.configuration",
                        site.configure("log4j.properties", Map.of()).toUri())
                .arguments(configuration)
                .in(data, site.folder().log(name()));
    }

    /** Ready when the cluster knows it. */
    @Override
    public boolean isReady() throws IOException {
        Probe.listens(broker.port());
        try (Admin admin = admin()) {
            return admin.describeCluster().nodes().get().stream().anyMatch(node -> node.id() == broker.id());
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The topics are made by the first broker, once there are as many as a topic has replicas. */
    @Override
    public void deploy() throws IOException, InterruptedException {
        if (!name().equals(NAME)) return;
        try (Admin admin = admin()) {
            Topics.read(site.checkout().file("deploy/kafka/topics.yaml"))
                    .with(broker.replication())
                    .create(admin);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }
}
