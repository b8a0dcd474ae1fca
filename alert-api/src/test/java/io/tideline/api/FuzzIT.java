package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.process.Ended;
import io.tideline.local.process.Python;
import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis reads the OpenAPI document and sends what fits it, and what does not: nothing of it may be answered with 5xx or with
 * something that the document does not say. {@code -Dtideline.fuzz} sets how many cases each operation gets, by default 20.
 *
 * <p>Streams are left out, since they do not end; {@link LiveIT} sends them what they refuse.
 */
@Tag("long")
class FuzzIT {

    private static final Path FUZZ = Path.of("src", "test", "fuzz");
    private static final Path ENVIRONMENT = Path.of("target", "fuzz-venv");
    private static final Path OUTPUT = Path.of("target", "fuzz.log");
    /** Streams, and what needs a fetcher behind it. */
    private static final String NOT_FUZZED =
            "^/(live|alerts/stream|flags/stream|readings/stream|control/fetches|control/sources/.*|series/.*/archive)$";

    private static final String EXAMPLES = System.getProperty("tideline.fuzz", "20");
    private static final String FITS = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";

    @Test
    void answersWhateverIsSentAsTheDocumentSays() throws IOException, InterruptedException {
        Optional<Python> python = Python.thatPasses(FITS);
        Assumptions.assumeTrue(
                python.isPresent(), "The API was not fuzzed: install python3 (3.11 or newer) and python3-venv.");
        install(python.orElseThrow());
        try (LocalServers servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA);
                Replica api = Replica.start(
                        "fuzz",
                        servers.environment(),
                        Map.of("TIDELINE_USERS_FILE", Stack.users().toString()))) {

            Ended fuzz = run(List.of(
                    ENVIRONMENT.resolve("bin/schemathesis").toString(),
                    "--no-color",
                    "run",
                    api.uri("/q/openapi?format=json").toString(),
                    "--auth=" + Operator.NAME + ":" + Stack.OPERATOR_PASSWORD,
                    "--exclude-path-regex=" + NOT_FUZZED,
                    "--checks=not_a_server_error,status_code_conformance,content_type_conformance",
                    "--phases=examples,coverage,fuzzing",
                    "--max-examples=" + EXAMPLES,
                    "--seed=1",
                    "--request-timeout=30",
                    "--suppress-health-check=all",
                    "--continue-on-failure"));

            assertThat(fuzz.code()).as(fuzz.output()).isZero();
            assertThat(api.errors()).isEmpty();
        }
    }

    private static void install(Python python) throws IOException, InterruptedException {
        if (!Files.exists(ENVIRONMENT)) {
            Ended made = run(List.of(python.program(), "-m", "venv", ENVIRONMENT.toString()));
            assertThat(made.code()).as(made.output()).isZero();
        }
        Ended installed = run(List.of(
                ENVIRONMENT.resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                FUZZ.resolve("requirements.txt").toString()));
        assertThat(installed.code()).as(installed.output()).isZero();
    }

    private static Ended run(List<String> words) throws IOException, InterruptedException {
        return Ended.after(words, OUTPUT);
    }
}
