package io.tideline.local.application;

import io.tideline.local.artifact.Copy;
import io.tideline.local.part.Part;
import io.tideline.local.process.ClassArchive;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import io.tideline.local.server.Probe;
import io.tideline.local.server.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One of the pipeline's Quarkus applications, as its build has left it. */
public final class QuarkusApplication implements Part {
    public static final String FETCHER = "fetcher";
    public static final String ALERT_API = "alert-api";

    private static final int HEAP = 320;
    /** A JVM that writes its class archive answers nobody meanwhile, on a busy machine for long: that is no fault to tell of. */
    private static final String STUCK_FOR_WHILE_ARCHIVES_ARE_WRITTEN = "3m";

    private final Site site;
    private final String name;
    private final int port;
    private final Set<String> needs;
    private final Map<String, String> environment;

    /** The environment is what the application is configured with, but for its own address. */
    public QuarkusApplication(Site site, String name, int port, Set<String> needs, Map<String, String> environment) {
        this.site = site;
        this.name = name;
        this.port = port;
        this.needs = Set.copyOf(needs);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public String address() {
        return "http://" + Site.HOST + ":" + port;
    }

    @Override
    public Command command() throws IOException {
        Packaged packaged = Packaged.in(site.checkout().file(name));
        if (packaged instanceof Packaged.Binary binary) return natively(binary.file());
        return onJvm(site.checkout().file(name + "/target/quarkus-app"));
    }

    @Override
    public boolean isReady() throws IOException, InterruptedException {
        Probe.get(URI.create(address() + "/q/health/ready"));
        return true;
    }

    private Command onJvm(Path built) throws IOException {
        Path jar = Copy.of(built, site.folder().application(name)).resolve("quarkus-run.jar");
        ClassArchive archive = site.applicationArchive(name, jar.toString());
        JavaCommand java = new JavaCommand("io.quarkus.bootstrap.runner.QuarkusEntryPoint", jar.toString())
                .heap(HEAP)
                .quickCompiler()
                .archive(archive)
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        if (archive.willBeWritten()) java.environment("TIDELINE_WATCH_STUCK_FOR", STUCK_FOR_WHILE_ARCHIVES_ARE_WRITTEN);
        variables().forEach(java::environment);
        return java.in(site.folder().data(name), site.folder().log(name));
    }

    private Command natively(Path built) throws IOException {
        Path binary = Copy.of(built, site.folder().application(name + "-native"));
        return new Command(
                List.of(binary.toString(), "-Xmx" + HEAP + "m"),
                variables(),
                site.folder().data(name),
                site.folder().log(name));
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("QUARKUS_HTTP_HOST", Site.HOST);
        variables.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return variables;
    }
}
