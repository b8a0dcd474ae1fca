package io.tideline.fetcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.specification.RequestSpecification;
import io.tideline.fetcher.stack.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Walks every route of the OpenAPI document as nobody, as a viewer and as an operator: each does what routes.csv says, and none
 * is missing there. A push is let in by the token of its source, which none of them has.
 */
@QuarkusIntegrationTest
@WithTestResource(Servers.class)
class RoutesIT {
    private static final Path TABLE = Path.of("src", "test", "resources", "routes.csv");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    /** It takes pushes, and is asked for nothing. */
    private static final String SOURCE = "sensors";

    @Test
    void letsEverybodyDoWhatTheTableSaysAndNothingElse() throws IOException {
        List<String> table = Files.readAllLines(TABLE);

        List<String> found = routes().stream().map(RoutesIT::row).toList();

        assertThat(found).containsExactlyElementsOf(table.subList(1, table.size()));
    }

    private static String row(String route) {
        return String.join(
                ",",
                route,
                outcome(route, given()),
                outcome(route, given().auth().preemptive().basic(Servers.VIEWER, Servers.PASSWORD)),
                outcome(route, given().auth().preemptive().basic(Servers.OPERATOR, Servers.PASSWORD)));
    }

    /** With empty bodies: what counts is whether the question is let in at all. */
    private static String outcome(String route, RequestSpecification request) {
        String method = route.substring(0, route.indexOf(' '));
        String path =
                route.substring(method.length() + 1).replace("{source}", SOURCE).replaceAll("\\{[a-zA-Z]+}", "no-such");
        if (!method.equals("GET")) {
            request.contentType("application/json").body("{}");
        }
        int status = request.request(method, path).statusCode();
        assertThat(status).as(route).isNotEqualTo(500);
        return switch (status) {
            case 401 -> "refused";
            case 403 -> "forbidden";
            default -> "allowed";
        };
    }

    private static List<String> routes() {
        Map<String, Map<String, Object>> paths =
                given().accept("application/json").get("/q/openapi?format=json").path("paths");
        return paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(METHODS::contains)
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .sorted()
                .toList();
    }
}
