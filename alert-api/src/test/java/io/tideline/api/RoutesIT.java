package io.tideline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Walks every route of the OpenAPI document as nobody, as a viewer and as an operator: each does what routes.csv says, and none is missing there. */
@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class RoutesIT {

    private static final Path TABLE = Path.of("src", "test", "resources", "routes.csv");
    private static final List<String> STREAMS =
            List.of("GET /live", "GET /alerts/stream", "GET /flags/stream", "GET /readings/stream");

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
                outcome(route, given().auth().preemptive().basic("vera", Stack.VIEWER_PASSWORD)),
                outcome(route, given().auth().preemptive().basic("olga", Stack.OPERATOR_PASSWORD)));
    }

    /** Empty bodies and things that are not there: what counts is whether the question is let in at all. */
    private static String outcome(String route, RequestSpecification request) {
        String[] parts = route.split(" ");
        if (STREAMS.contains(route)) {
            request.queryParam("entity", " ");
        }
        if (!parts[0].equals("GET")) {
            request.config(RestAssuredConfig.config()
                            .encoderConfig(EncoderConfig.encoderConfig()
                                    .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
                    .contentType(route.equals("POST /rules") ? "application/yaml" : "application/json")
                    .body("{}");
        }
        int status = request.request(parts[0], parts[1].replaceAll("\\{[a-z]+}", "no-such"))
                .statusCode();
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
                        .filter(method ->
                                List.of("get", "post", "put", "delete", "patch").contains(method))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .sorted()
                .toList();
    }
}
