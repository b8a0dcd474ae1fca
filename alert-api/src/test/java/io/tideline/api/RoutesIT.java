package io.tideline.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Walks every route of the OpenAPI document as nobody, as a viewer and as an operator. */
@QuarkusIntegrationTest
@WithTestResource(Stack.class)
class RoutesIT {

    /** What a viewer and a stranger may do without the role operator; everything else must be refused. */
    private static final List<String> OPEN_THOUGH_NOT_READING = List.of("POST /rules/preview");

    private static final List<String> FOR_KNOWN_USERS = List.of("GET /me");
    private static final List<String> STREAMS =
            List.of("GET /live", "GET /alerts/stream", "GET /flags/stream", "GET /readings/stream");

    @Test
    void refusesEveryChangeWithoutTheRole() {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        for (String route : routes()) {
            expected.put(route, allowed(route));
            found.put(route, asked(route));
        }

        assertThat(found).hasSizeGreaterThan(20).isEqualTo(expected);
    }

    private static String allowed(String route) {
        if (FOR_KNOWN_USERS.contains(route)) {
            return "nobody refused, viewer allowed, operator allowed";
        }
        if (route.startsWith("GET ") || OPEN_THOUGH_NOT_READING.contains(route)) {
            return "nobody allowed, viewer allowed, operator allowed";
        }
        return "nobody refused, viewer forbidden, operator allowed";
    }

    private static String asked(String route) {
        return "nobody " + outcome(route, given()) + ", viewer "
                + outcome(route, given().auth().preemptive().basic("vera", Stack.VIEWER_PASSWORD)) + ", operator "
                + outcome(route, given().auth().preemptive().basic("olga", Stack.OPERATOR_PASSWORD));
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
                .collect(Collectors.toList());
    }
}
