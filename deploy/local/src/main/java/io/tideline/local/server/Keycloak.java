package io.tideline.local.server;

import io.tideline.local.artifact.Copy;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keycloak with a realm for tests of OpenID Connect: {@code olga} is operator, {@code vera} is viewer, {@code stan} is neither,
 * and all have the same password. It keeps everything in memory.
 */
public final class Keycloak implements Part {
    public static final String NAME = "keycloak";

    private static final String REALM = "tideline";

    private final Site site;
    private final int port;

    public Keycloak(Site site, int port) {
        this.site = site;
        this.port = port;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "http://" + Site.HOST + ":" + port;
    }

    /** The issuer of tokens. */
    public URI realm() {
        return URI.create(address() + "/realms/" + REALM);
    }

    /** The password of every user of the realm. */
    public String password() throws IOException {
        return site.folder().secrets().password(NAME);
    }

    @Override
    public Command command() throws IOException, InterruptedException {
        Path home = home();
        return java(home)
                .arguments("start", "--optimized", "--import-realm", "--cache=local")
                .arguments("--http-enabled=true", "--hostname-strict=false")
                .arguments("--http-host=" + Site.HOST, "--http-port=" + port)
                .in(home, site.folder().log(NAME));
    }

    @Override
    public boolean isReady() throws IOException, InterruptedException {
        Probe.get(URI.create(realm() + "/.well-known/openid-configuration"));
        return true;
    }

    /** A home of links to the program, with data of its own. */
    private Path home() throws IOException, InterruptedException {
        Path home = site.folder().data(NAME);
        try (Stream<Path> folders = Files.list(built())) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                Path link = home.resolve(folder.getFileName());
                if (!Files.exists(link)) Files.createSymbolicLink(link, folder);
            }
        }
        Path realm = site.configure("keycloak-realm.json", Map.of("password", password()));
        Path imported = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.copy(realm, imported.resolve("realm.json"), StandardCopyOption.REPLACE_EXISTING);
        return home;
    }

    /** Keycloak builds the kind of its database into itself: done once for each machine. */
    private Path built() throws IOException, InterruptedException {
        Path unpacked = site.artifacts().unpacked(NAME);
        return site.artifacts().made(unpacked.getFileName() + "-built", fresh -> {
            try (Stream<Path> folders = Files.list(unpacked)) {
                Copy.of(folders.findFirst().orElseThrow(), fresh);
            }
            build(fresh);
        });
    }

    private void build(Path home) throws IOException, InterruptedException {
        Path log = site.folder().log(NAME);
        Files.createDirectories(log.getParent());
        List<String> words =
                java(home).arguments("build", "--db=dev-mem").in(home, log).words();
        int code = new ProcessBuilder(words)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (code != 0) throw new IOException("Keycloak cannot be built; see " + log);
    }

    private static JavaCommand java(Path home) {
        return new JavaCommand(
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        home.resolve("lib").resolve("quarkus-run.jar").toString())
                .heap(512)
                .quickCompiler()
                .property("kc.home.dir", home)
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    }
}
