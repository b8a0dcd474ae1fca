package io.tideline.local.server;

import io.tideline.local.deployment.Topics;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** One Kafka broker under ZooKeeper. */
public final class Kafka implements Part {
    public static final String NAME = "kafka";

    private static final int BROKER = 0;
    private static final Duration SESSION_END = Duration.ofSeconds(20);

    private final Site site;
    private final int port;
    private final ZooKeeper zookeeper;

    public Kafka(Site site, int port, ZooKeeper zookeeper) {
        this.site = site;
        this.port = port;
        this.zookeeper = zookeeper;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(ZooKeeper.NAME);
    }

    @Override
    public String address() {
        return Site.HOST + ":" + port;
    }

    @Override
    public Command command() throws IOException, InterruptedException {
        awaitEndOfOldSession();
        Path data = site.folder().data(NAME);
        Path configuration =
                site.configure("kafka.properties", Map.of("data", data, "port", port, "zookeeper", zookeeper.port()));
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

    /** A broker that was killed keeps its id until its session ends; a new one with that id would refuse to start. */
    private void awaitEndOfOldSession() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(SESSION_END);
        while (zookeeper.hasBroker(BROKER) && Instant.now().isBefore(end)) Thread.sleep(100);
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000));
    }
}
