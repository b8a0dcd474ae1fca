package io.tideline.local.server;

import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import java.io.IOException;
import java.util.Map;

/** ZooKeeper, which manages the Kafka brokers. */
public final class ZooKeeper implements Part {
    public static final String NAME = "zookeeper";

    private final Site site;
    private final int port;

    public ZooKeeper(Site site, int port) {
        this.site = site;
        this.port = port;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return Site.HOST + ":" + port;
    }

    int port() {
        return port;
    }

    @Override
    public Command command() throws IOException {
        Map<String, Object> values = Map.of("data", site.folder().data(NAME), "port", port);
        return site.java("kafka", NAME, "org.apache.zookeeper.server.quorum.QuorumPeerMain")
                .heap(64)
                .quickCompiler()
                .property(
                        "log4j.configuration",
                        site.configure("log4j.properties", Map.of()).toUri())
                .property("zookeeper.jmx.log4j.disable", true)
                .arguments(site.configure("zookeeper.cfg", values))
                .in(site.folder().data(NAME), site.folder().log(NAME));
    }

    /** It answers {@code ruok} before it has read its data; only then does it know the sessions that were open. */
    @Override
    public boolean isReady() throws IOException {
        return Probe.exchange(port, "srvr").contains("\nMode: ");
    }

    /**
     * Whether a broker's session is still open, as it stays for some seconds after the broker was killed.
     *
     * @throws IOException if ZooKeeper does not say
     */
    boolean hasBroker(int id) throws IOException {
        String sessions = Probe.exchange(port, "dump");
        if (!sessions.contains("Sessions with Ephemerals")) {
            throw new IOException("zookeeper at " + address() + " does not list its sessions: " + sessions.strip());
        }
        return sessions.contains("/brokers/ids/" + id + "\n");
    }
}
