package io.tideline.local.server;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.tideline.local.deployment.Rules;
import io.tideline.local.deployment.Tables;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import io.tideline.local.server.CassandraRing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Cassandra node; the last of a ring puts in the tables of the pipeline and its first rules. */
public final class Cassandra implements Part {
    public static final String NAME = "cassandra";
    public static final String DATACENTER = "datacenter1";

    /** A frame of the native protocol, version 4: OPTIONS, to be answered with SUPPORTED. */
    private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};

    private static final int OPCODE = 4;
    private static final byte SUPPORTED = 6;

    private static final String UNNAMED = "=ALL-UNNAMED";
    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/java.lang.ref",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.rmi/sun.rmi.transport.tcp",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc");
    private static final List<String> OPENS = List.of(
            "java.base/java.lang.module",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.reflect",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.nio",
            "jdk.management/com.sun.management.internal",
            "java.rmi/sun.rmi.transport.tcp");

    private final Site site;
    private final int place;
    private final CassandraRing ring;
    private boolean deployed;

    /** A node without neighbours. */
    public Cassandra(Site site, int port, int storagePort) {
        this(site, 0, new CassandraRing(List.of(new Ports(port, storagePort))));
    }

    /** The place in the ring is counted from 0. */
    Cassandra(Site site, int place, CassandraRing ring) {
        this.site = site;
        this.place = place;
        this.ring = ring;
    }

    @Override
    public String name() {
        return ring.name(place);
    }

    /** Each joins when those before it have: a ring takes one at a time. */
    @Override
    public Set<String> startsAfter() {
        return ring.before(place);
    }

    @Override
    public String address() {
        return Site.HOST + ":" + port();
    }

    private int port() {
        return ring.ports(place).clients();
    }

    @Override
    public Command command() throws IOException {
        Path data = site.folder().data(name());
        JavaCommand java = site.java(NAME, NAME, "org.apache.cassandra.service.CassandraDaemon")
                .heap(384)
                .quickCompiler()
                // The agent that measures objects would otherwise forbid the class archive.
                .options("-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent")
                .options("-javaagent:" + jamm())
                .property("java.security.manager", "allow")
                .property("jdk.attach.allowAttachSelf", true)
                .property("cassandra-foreground", "yes")
                .property("cassandra.libjemalloc", "-")
                .property("cassandra.config", configuration(data).toUri())
                .property("logback.configurationFile", site.configure("cassandra-logback.xml", Map.of()))
                .property("cassandra.storagedir", data)
                .property("cassandra.logdir", data)
                .property("io.netty.tryReflectionSetAccessible", true);
        ring.startOptions(place).forEach(java::property);
        EXPORTS.forEach(module -> java.options("--add-exports", module + UNNAMED));
        OPENS.forEach(module -> java.options("--add-opens", module + UNNAMED));
        return java.in(data, site.folder().log(name()));
    }

    @Override
    public boolean isReady() throws IOException {
        byte[] answer = Probe.exchange(port(), OPTIONS, OPTIONS.length);
        return answer.length > OPCODE && answer[OPCODE] == SUPPORTED;
    }

    /** Once for each launch: a node that comes back while another is away is not to wait for what needs both. */
    @Override
    public void deploy() throws IOException {
        if (deployed || !ring.isLast(place)) return;
        InetSocketAddress self = new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(self)
                .withLocalDatacenter(DATACENTER)
                // All statements by one node: another may not have heard yet of the table before.
                .withNodeDistanceEvaluator(
                        (node, datacenter) -> isAt(self, node) ? NodeDistance.LOCAL : NodeDistance.IGNORED)
                .withConfigLoader(Tables.patientDriver())
                .build()) {
            Tables.read(site.checkout().file("deploy/cassandra/schema.cql")).create(session);
            replicate(session);
            Rules.read(site.checkout().file("deploy/rules.yaml")).seed(session);
        }
        deployed = true;
    }

    private static boolean isAt(InetSocketAddress address, Node node) {
        return node.getEndPoint().resolve().equals(address);
    }

    private void replicate(CqlSession session) {
        if (ring.isAlone()) return;
        for (String keyspace : List.of("tideline", "system_auth")) {
            ring.replication().apply(session, keyspace, DATACENTER);
        }
    }

    private Path configuration(Path data) throws IOException {
        return site.configure(
                "cassandra.yaml",
                name() + ".yaml",
                Map.of(
                        "data", data,
                        "port", port(),
                        "storage", ring.ports(place).nodes(),
                        "seed", ring.ports(0).nodes(),
                        // For a neighbour that is away; one alone has none.
                        "hints", !ring.isAlone()));
    }

    private Path jamm() throws IOException {
        return site.artifacts().classPath(NAME).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow();
    }
}
