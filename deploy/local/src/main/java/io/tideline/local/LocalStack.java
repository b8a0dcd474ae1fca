package io.tideline.local;

import io.tideline.local.StackOptions.Choice;
import io.tideline.local.airflow.AirflowInstallation;
import io.tideline.local.airflow.AirflowInstallation.Installed;
import io.tideline.local.airflow.AirflowInstallation.Missing;
import io.tideline.local.application.Users;
import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.part.PartGroup;
import io.tideline.local.part.RunningPart;
import io.tideline.local.part.Supervisor;
import io.tideline.local.port.PortsAbove;
import io.tideline.local.port.StackPort;
import io.tideline.local.process.Leftovers;
import io.tideline.local.server.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole pipeline on this machine, supervised: a part that dies is started again.
 *
 * <pre>{@code
 * StackOptions options = StackOptions.in(folder)            // free ports; the applications must be built
 *         .withSimulator("--heat-start", start.toString())
 *         .withJob("spark.tideline.windows.trigger", "PT1S");
 * try (LocalStack stack = LocalStack.start(options)) {
 *     URI api = stack.address("alert-api");                 // also fetcher, airflow-api-server, simulator, spark-job, ...
 *     String password = stack.password("operator");
 *     Map<String, String> variables = stack.environment();  // KAFKA_BOOTSTRAP_SERVERS, TIDELINE_POSTGRES_PORT, ...
 *     stack.crash("spark-job");                             // the supervisor starts it again
 *     stack.kill("kafka");                                  // stays dead until
 *     stack.start("kafka");
 *     stack.stop();
 *     stack.start();                                        // everything again: the same ports, the same data
 * }                                                         // stopped; the folder stays
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {
    private final StackOptions options;
    private final Site site;
    private final StackListener listener;
    private final @Nullable Path airflow;
    private final StackParts parts;
    private final PartGroup group;
    private final Thread closer = new Thread(this::stop, "local-stack-closer");
    private Supervisor supervisor;

    private LocalStack(StackOptions options, StackListener listener) throws IOException, InterruptedException {
        this.options = options;
        this.site = new Site(Checkout.find(), new StackFolder(options.folder()));
        this.listener = listener;
        this.supervisor = new Supervisor(listener::reported);
        endLeftovers();
        if (options.ports() instanceof PortsAbove ports) ports.requireFree();
        this.airflow = airflow(options);
        this.parts = new StackParts(options, site, airflow);
        Path run = site.folder().run();
        this.group = new PartGroup(parts.parts().stream()
                .map(part -> new RunningPart(part, run, listener::changed))
                .toList());
    }

    /** Starts a stack and returns when all its parts are ready. It is stopped when the JVM ends at the latest. */
    public static LocalStack start(StackOptions options) {
        return start(options, StackListener.SILENT);
    }

    /** The same, telling the listener of everything that happens. */
    public static LocalStack start(StackOptions options, StackListener listener) {
        try {
            LocalStack stack = new LocalStack(options, listener);
            listener.prepared(stack);
            Runtime.getRuntime().addShutdownHook(stack.closer);
            stack.start();
            return stack;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start was interrupted", e);
        }
    }

    /** Starts all parts. If one does not come up, the others are stopped. */
    public void start() {
        boolean up = false;
        try {
            group.start();
            up = true;
        } finally {
            if (!up) stop();
        }
        supervisor = new Supervisor(listener::reported);
        group.parts().forEach(supervisor::watch);
        new ClassRecorder(group.parts()).start();
    }

    /** Stops all parts in order. Their data stay. */
    public void stop() {
        supervisor.close();
        group.stop();
    }

    @Override
    public void close() {
        stop();
    }

    /** Starts one part again that was stopped or killed. */
    public void start(String part) {
        RunningPart started = group.part(part);
        apply(started, it -> {
            it.rearm();
            it.start();
        });
        supervisor.watch(started);
    }

    /** Stops one part in order; it stays stopped. */
    public void stop(String part) {
        apply(group.part(part), RunningPart::stop);
    }

    /** Ends one part at once; it stays dead. */
    public void kill(String part) {
        apply(group.part(part), RunningPart::kill);
    }

    /** Ends one part at once, as a crash would: it is started again. */
    public void crash(String part) {
        apply(group.part(part), RunningPart::crash);
    }

    public List<RunningPart> parts() {
        return group.parts();
    }

    /** Where a part that speaks HTTP is found. */
    public URI address(String part) {
        return URI.create(group.part(part).part().address());
    }

    /**
     * All variables of docs/architecture.md, as the fetcher and the alert API have them, and their ports as
     * {@code FETCHER_PORT} and {@code ALERT_API_PORT}.
     */
    public Map<String, String> environment() {
        try {
            Map<String, String> all = new TreeMap<>(parts.fetcherEnvironment());
            all.putAll(parts.alertApiEnvironment());
            all.put("ALERT_API_PORT", Integer.toString(options.ports().of(StackPort.ALERT_API)));
            all.put("FETCHER_PORT", Integer.toString(options.ports().of(StackPort.FETCHER)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be read", e);
        }
    }

    /** The password of {@code operator} or {@code airflow} at the pipeline's APIs, or of Airflow's {@code airflow-admin}. */
    public String password(String user) {
        try {
            return new Users(site.folder().secrets()).password(user);
        } catch (IOException e) {
            throw new UncheckedIOException("the secrets cannot be read", e);
        }
    }

    public StackFolder folder() {
        return site.folder();
    }

    /** Whether Airflow orders the fetches. */
    public boolean hasAirflow() {
        return airflow != null;
    }

    private void endLeftovers() throws IOException {
        Files.createDirectories(site.folder().run());
        List<String> ended = Leftovers.end(site.folder().run());
        if (!ended.isEmpty()) {
            listener.reported("ended what a killed start had left running: " + String.join(", ", ended));
        }
    }

    private @Nullable Path airflow(StackOptions options) throws IOException, InterruptedException {
        if (options.has(Choice.WITHOUT_AIRFLOW) || options.has(Choice.INFRA)) return null;
        AirflowInstallation installation = new AirflowInstallation(site.checkout());
        if (!installation.isThere())
            listener.reported("installing Airflow in .tideline/airflow-venv (once, about a minute)");
        AirflowInstallation.Outcome outcome = installation.install();
        if (outcome instanceof Installed installed) return installed.environment();
        if (outcome instanceof Missing missing) {
            listener.reported("starting without Airflow, the fetcher keeps the schedule: " + missing.reason());
        }
        return null;
    }

    private static void apply(RunningPart part, Action action) {
        try {
            action.apply(part);
        } catch (IOException e) {
            throw new UncheckedIOException(part.name() + " does not obey", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + part.name() + " was to obey", e);
        }
    }

    private interface Action {
        void apply(RunningPart part) throws IOException, InterruptedException;
    }
}
