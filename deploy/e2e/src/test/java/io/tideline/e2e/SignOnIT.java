package io.tideline.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tideline.local.application.Users;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both services with a real Keycloak: what a token says is what its bearer may do, and the users of the file stay. */
@Tag("long")
class SignOnIT {

    /** One change at each service, which says what became of it without having to succeed. */
    enum Change {
        /** 404 if it is let in: there is no such source. */
        FETCH("fetcher", "PUT", "/sources/no-such/fetches/1", 404),
        /** 400 if it is let in: the silence says nothing. */
        SILENCE("alert-api", "POST", "/silences", 400);

        private final String service;
        private final String method;
        private final String path;
        private final int letIn;

        Change(String service, String method, String path, int letIn) {
            this.service = service;
            this.method = method;
            this.path = path;
            this.letIn = letIn;
        }

        int triedWith(String authorization) {
            return services.status(service, method, path, authorization);
        }
    }

    private static LocalServers servers;
    private static SignOnServices services;
    private static Tokens tokens;

    @BeforeAll
    static void start() {
        servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA, Server.KEYCLOAK);
        Map<String, String> environment = servers.environment();
        tokens = new Tokens(
                requireNonNull(environment.get("TIDELINE_OIDC_URL")),
                requireNonNull(environment.get("KEYCLOAK_PASSWORD")));
        services = SignOnServices.start(environment);
    }

    @AfterAll
    static void stop() {
        if (services != null) services.close();
        if (servers != null) servers.close();
    }

    @ParameterizedTest
    @EnumSource
    void letsAnOperatorChangeAndNobodyElse(Change change) {
        assertThat(change.triedWith(tokens.bearer("tideline", "olga"))).isEqualTo(change.letIn);
        assertThat(change.triedWith(tokens.bearer("tideline", "vera"))).isEqualTo(403);
        assertThat(change.triedWith(tokens.bearer("tideline", "stan"))).isEqualTo(403);
        assertThat(change.triedWith("")).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void refusesATokenThatIsForAnotherServiceOrForgedOrOver(Change change) {
        String brief = tokens.bearer("brief", "olga");
        String sound = tokens.bearer("tideline", "olga");

        assertThat(change.triedWith(tokens.bearer("another-service", "olga"))).isEqualTo(401);
        assertThat(change.triedWith(Tokens.withAnotherName(sound))).isEqualTo(401);
        assertThat(change.triedWith("Bearer nonsense")).isEqualTo(401);
        await().atMost(Duration.ofSeconds(60)).until(() -> change.triedWith(brief) == 401);
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheUsersOfTheFileAsBefore(Change change) {
        assertThat(change.triedWith(services.basic(Users.OPERATOR))).isEqualTo(change.letIn);
        assertThat(change.triedWith(Tokens.basic(Users.OPERATOR, "wrong"))).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(names = "SILENCE")
    void namesTheBearer(Change change) {
        assertThat(services.body(change.service, "/me", tokens.bearer("tideline", "olga")))
                .contains("\"name\":\"olga\"", "operator", "viewer");
    }
}
