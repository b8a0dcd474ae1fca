package io.tideline.e2e;

import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.application.Users;
import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.part.PartGroup;
import io.tideline.local.part.RunningPart;
import io.tideline.local.port.FreePorts;
import io.tideline.local.server.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fetcher and the alert API as processes that know users by OpenID Connect, and of a file too. */
record SignOnServices(PartGroup group, Users users) implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static SignOnServices start(Map<String, String> servers) {
        try {
            Site site = new Site(
                    Checkout.find(),
                    new StackFolder(Path.of("target", "sign-on").toAbsolutePath()));
            Users users = new Users(site.folder().secrets());
            Map<String, String> variables = new TreeMap<>(servers);
            variables.put("TIDELINE_OIDC_ENABLED", "true");
            variables.put("SIMULATOR_URL", "http://127.0.0.1:9"); // named in sources.yaml, and never asked here
            variables.put("TIDELINE_USERS_FILE", users.file().toString());
            variables.put(
                    "TIDELINE_SOURCES_FILE",
                    site.checkout().file("deploy/sources.yaml").toString());
            FreePorts ports = new FreePorts();
            PartGroup group = new PartGroup(List.of(
                    running(site, QuarkusApplication.FETCHER, ports.next(), variables),
                    running(site, QuarkusApplication.ALERT_API, ports.next(), variables)));
            group.start();
            return new SignOnServices(group, users);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunningPart running(Site site, String name, int port, Map<String, String> variables) {
        return new RunningPart(
                new QuarkusApplication(site, name, port, Set.of(), variables),
                site.folder().run(),
                changed -> {});
    }

    String basic(String user) {
        try {
            return Tokens.basic(user, users.password(user));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status(String service, String method, String path, String authorization) {
        return send(service, method, path, authorization).statusCode();
    }

    String body(String service, String path, String authorization) {
        return send(service, "GET", path, authorization).body();
    }

    private HttpResponse<String> send(String service, String method, String path, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(group.part(service).part().address() + path))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (!authorization.isEmpty()) request.header("Authorization", authorization);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        group.stop();
    }
}
