package io.tideline.local.servers;

import io.tideline.local.folder.Checkout;
import io.tideline.local.part.PartGroup;
import io.tideline.local.part.RunningPart;
import io.tideline.local.server.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Real servers for tests, on free ports and in a folder of their own, with what the pipeline expects in them: databases,
 * topics, schemas, tables and the first rules. They end with the JVM at the latest; what a killed JVM left running is ended
 * by the next start.
 *
 * <pre>{@code
 * try (LocalServers servers = LocalServers.start(Server.KAFKA, Server.CASSANDRA)) {
 *     String brokers = servers.environment().get("KAFKA_BOOTSTRAP_SERVERS");
 *     servers.kill(Server.KAFKA);
 *     servers.startAgain(Server.KAFKA); // the same port, the same data
 * }
 * }</pre>
 */
public final class LocalServers implements AutoCloseable {
    /** What can be started. */
    public enum Server {
        POSTGRES,
        ZOOKEEPER,
        KAFKA,
        REGISTRY,
        CASSANDRA,
        KEYCLOAK,
        SPARK;

        /** This server and those that it cannot run without. */
        Set<Server> closure() {
            return switch (this) {
                case KAFKA -> EnumSet.of(ZOOKEEPER, KAFKA);
                case REGISTRY -> EnumSet.of(POSTGRES, REGISTRY);
                default -> EnumSet.of(this);
            };
        }
    }

    private final TestFolder folder;
    private final ServerSet servers;
    private final PartGroup group;
    private final Thread closer = new Thread(this::close, "local-servers-closer");
    private boolean closed;

    private LocalServers(TestFolder folder, ServerSet servers) {
        this.folder = folder;
        this.servers = servers;
        this.group = new PartGroup(servers.parts().stream()
                .map(part -> new RunningPart(part, folder.stack().run(), changed -> {}))
                .toList());
    }

    /** Starts these servers and what they need, and returns when all are ready. */
    public static LocalServers start(Server... wanted) {
        Set<Server> all = EnumSet.noneOf(Server.class);
        for (Server server : wanted) all.addAll(server.closure());
        try {
            TestFolder folder = TestFolder.create();
            Site site = new Site(Checkout.find(), folder.stack());
            LocalServers started = new LocalServers(folder, new ServerSet(site, all));
            Runtime.getRuntime().addShutdownHook(started.closer);
            started.group.start();
            for (RunningPart part : started.group.parts()) part.recordClasses();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("the servers cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start of the servers was interrupted", e);
        }
    }

    /** The variables that tell the parts of the pipeline where these servers are, as docs/architecture.md names them. */
    public Map<String, String> environment() {
        return servers.environment();
    }

    /** Stops a server in order. Its data stays. */
    public void stop(Server server) {
        each(server, RunningPart::stop);
    }

    /** Ends a server as a crash would. Its data stays. */
    public void kill(Server server) {
        each(server, RunningPart::kill);
    }

    /** Starts a server again that was stopped or killed: the same port, the same data. */
    public void startAgain(Server server) {
        each(server, part -> {
            part.rearm();
            part.start();
        });
    }

    /** The id of a server's process; for SPARK, of the Master's. */
    public long pid(Server server) {
        RunningPart part = group.part(servers.names(server).get(0));
        return part.child()
                .orElseThrow(() -> new IllegalStateException(server + " is stopped"))
                .pid();
    }

    /** Ends all servers and deletes their data. */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        try {
            group.stop();
            folder.delete();
        } catch (IOException e) {
            throw new UncheckedIOException("the data of the servers is not deleted", e);
        }
    }

    private void each(Server server, Action action) {
        List<RunningPart> parts =
                servers.names(server).stream().map(group::part).toList();
        try {
            for (RunningPart part : parts) action.apply(part);
        } catch (IOException e) {
            throw new UncheckedIOException(server + " does not obey", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + server + " was to obey", e);
        }
    }

    private interface Action {
        void apply(RunningPart part) throws IOException, InterruptedException;
    }
}
