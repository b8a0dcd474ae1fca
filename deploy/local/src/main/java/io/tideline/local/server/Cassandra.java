package io.tideline.local.server;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tideline.local.deployment.Rules;
import io.tideline.local.deployment.Tables;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Cassandra node, with the tables of the pipeline and its first rules. */
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
    private final int port;
    private final int storagePort;

    public Cassandra(Site site, int port, int storagePort) {
        this.site = site;
        this.port = port;
        this.storagePort = storagePort;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return Site.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public Command command() throws IOException {
        Path data = site.folder().data(NAME);
        Path configuration =
                site.configure("cassandra.yaml", Map.of("data", data, "port", port, "storage", storagePort));
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
                .property("cassandra.config", configuration.toUri())
                .property("logback.configurationFile", site.configure("cassandra-logback.xml", Map.of()))
                .property("cassandra.storagedir", data)
                .property("cassandra.logdir", data)
                .property("io.netty.tryReflectionSetAccessible", true);
        startAlone(java);
        EXPORTS.forEach(module -> java.options("--add-exports", module + UNNAMED));
        OPENS.forEach(module -> java.options("--add-opens", module + UNNAMED));
        return java.in(data, site.folder().log(NAME));
    }

    @Override
    public boolean isReady() throws IOException {
        byte[] answer = Probe.exchange(port, OPTIONS, OPTIONS.length);
        return answer.length > OPCODE && answer[OPCODE] == SUPPORTED;
    }

    @Override
    public void deploy() throws IOException {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withLocalDatacenter(DATACENTER)
                .withConfigLoader(Tables.patientDriver())
                .build()) {
            Tables.read(site.checkout().file("deploy/cassandra/schema.cql")).create(session);
            Rules.read(site.checkout().file("deploy/rules.yaml")).seed(session);
        }
    }

    /** A node without neighbours has nobody to wait for. */
    private static void startAlone(JavaCommand java) {
        java.property("cassandra.skip_wait_for_gossip_to_settle", 0)
                .property("cassandra.ring_delay_ms", 0)
                .property("cassandra.initial_token", 0)
                .property("cassandra.superuser_setup_delay_ms", 0);
    }

    private Path jamm() throws IOException {
        return site.artifacts().classPath(NAME).stream()
                .filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
                .findFirst()
                .orElseThrow();
    }
}
