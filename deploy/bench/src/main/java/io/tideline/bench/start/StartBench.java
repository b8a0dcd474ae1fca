package io.tideline.bench.start;

import io.tideline.bench.Result;
import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.application.Users;
import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.Secrets;
import io.tideline.local.port.FreePorts;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the two services over real servers in every way that this build has left: on the JVM, with a class archive, as a native binary. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Time to ready and memory of fetcher and alert API: JVM, JVM with a class archive, native where it is built.")
public final class StartBench implements Callable<Integer> {
    private static final String ROW = "%-10s %-10s %10s %10s %10s%n";
    private static final Map<String, String> PAGES =
            Map.of(QuarkusApplication.FETCHER, "/sources", QuarkusApplication.ALERT_API, "/alerts");

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Starts of each kind; the middle one counts. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final FreePorts ports = new FreePorts();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("tideline-bench-start");
        Result result = new Result();
        try (LocalServers servers =
                LocalServers.start(Server.POSTGRES, Server.KAFKA, Server.REGISTRY, Server.CASSANDRA)) {
            Map<String, String> environment = new HashMap<>(servers.environment());
            environment.put(
                    "TIDELINE_USERS_FILE",
                    new Users(new Secrets(folder.resolve("secrets"))).file().toString());
            environment.put(
                    "TIDELINE_SOURCES_FILE",
                    Checkout.find().file("deploy/sources.yaml").toString());
            // The sources must be whole, but nothing is fetched.
            environment.put("SIMULATOR_URL", "http://127.0.0.1:" + ports.next());
            out.printf(ROW, "service", "variant", "ready ms", "CPU ms", "memory MB");
            for (String service : List.of(QuarkusApplication.FETCHER, QuarkusApplication.ALERT_API)) {
                for (Variant variant : variants(service, environment, folder)) {
                    Started started = middle(service, variant, environment, folder);
                    out.printf(
                            ROW, service, variant.name(), started.millis(), started.cpuMillis(), started.megabytes());
                    out.flush();
                    String key = service.replace('-', '_') + "_" + variant.name();
                    result.with(key + "_ready_ms", started.millis())
                            .with(key + "_cpu_ms", started.cpuMillis())
                            .with(key + "_mb", started.megabytes());
                }
            }
        } finally {
            Artifacts.deleteTree(folder);
        }
        out.println(result);
        return 0;
    }

    /** What this build has left; an archive is made first, by a start that nobody measures. */
    private List<Variant> variants(String service, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        Path module = Checkout.find().file(service);
        Path jar = module.resolve("target/quarkus-app/quarkus-run.jar");
        List<Variant> variants = new ArrayList<>();
        if (Files.exists(jar)) {
            Path archive = folder.resolve(service + ".jsa");
            start(service, Variant.recording(jar, archive), environment, folder);
            variants.add(Variant.plain(jar));
            variants.add(Variant.archived(jar, archive));
        }
        Variant.binary(module).ifPresent(variants::add);
        if (variants.isEmpty()) throw new IOException(service + " is not built; ./mvnw package -DskipTests");
        return variants;
    }

    private Started middle(String service, Variant variant, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        List<Started> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(start(service, variant, environment, folder));
        }
        all.sort(Comparator.comparingLong(Started::millis));
        return all.get(all.size() / 2);
    }

    private Started start(String service, Variant variant, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        return Started.measure(
                variant, environment, ports.next(), PAGES.getOrDefault(service, "/"), folder.resolve(service + ".log"));
    }
}
