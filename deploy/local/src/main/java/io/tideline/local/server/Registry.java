package io.tideline.local.server;

import io.tideline.local.deployment.Schemas;
import io.tideline.local.part.Part;
import io.tideline.local.process.ClassArchive;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Apicurio Registry on PostgreSQL, with the schemas of the pipeline. */
public final class Registry implements Part {
    public static final String NAME = "registry";
    /** Its user and database in PostgreSQL. */
    public static final String DATABASE = "registry";

    private final Site site;
    private final int port;
    private final int managementPort;
    private final Postgres postgres;

    public Registry(Site site, int port, int managementPort, Postgres postgres) {
        this.site = site;
        this.port = port;
        this.managementPort = managementPort;
        this.postgres = postgres;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.of(Postgres.NAME);
    }

    @Override
    public String address() {
        return "http://" + Site.HOST + ":" + port;
    }

    /** The REST API, version 3. */
    public URI api() {
        return URI.create(address() + "/apis/registry/v3");
    }

    @Override
    public Command command() throws IOException {
        String classPath = classPath(site.artifacts().unpacked(NAME));
        return new JavaCommand("io.quarkus.runner.GeneratedMain", classPath)
                .heap(192)
                .quickCompiler()
                .archive(new ClassArchive(site.artifacts().cache(), NAME, classPath))
                .property("quarkus.http.host", Site.HOST)
                .property("quarkus.http.port", port)
                .property("quarkus.management.host", Site.HOST)
                .property("quarkus.management.port", managementPort)
                .property("apicurio.storage.kind", "sql")
                .property("apicurio.storage.sql.kind", "postgresql")
                .property("apicurio.datasource.url", "jdbc:postgresql://" + postgres.address() + "/" + DATABASE)
                .property("apicurio.datasource.username", DATABASE)
                .property("quarkus.log.console.json", false)
                // Not on the command line, where every user of the machine could read it.
                .environment("APICURIO_DATASOURCE_PASSWORD", postgres.password(DATABASE))
                .in(site.folder().data(NAME), site.folder().log(NAME));
    }

    @Override
    public boolean isReady() throws IOException, InterruptedException {
        Probe.get(URI.create(api() + "/search/artifacts?limit=1"));
        return true;
    }

    @Override
    public void deploy() throws IOException, InterruptedException {
        new Schemas(api()).register();
    }

    private static String classPath(Path home) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path folder : List.of(home, home.resolve("lib"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return Site.classPath(jars);
    }
}
