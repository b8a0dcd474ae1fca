package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.servers.LocalServers;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        String python = Stream.of("python3", "python3.13", "python3.12", "python3.11")
                .filter(FuzzIT::fits)
                .findFirst()
                .orElse("");
        Assumptions.assumeFalse(
                python.isEmpty(), "The API was not fuzzed: install python3 (3.11 or newer) and python3-venv.");
        install(python);
        try (LocalServers servers = LocalServers.start(Server.KAFKA, Server.REGISTRY, Server.CASSANDRA);
                Replica api = Replica.start(
                        "fuzz",
                        servers.environment(),
                        Map.of("TIDELINE_USERS_FILE", Stack.users().toString()))) {

            int ended = ended(List.of(
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

            assertThat(ended).as(FuzzIT::output).isZero();
            assertThat(api.errors()).isEmpty();
        }
    }

    private static void install(String python) throws IOException, InterruptedException {
        if (!Files.exists(ENVIRONMENT)) {
            assertThat(ended(List.of(python, "-m", "venv", ENVIRONMENT.toString())))
                    .as(FuzzIT::output)
                    .isZero();
        }
        List<String> pip = List.of(
                ENVIRONMENT.resolve("bin/python").toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-r",
                FUZZ.resolve("requirements.txt").toString());
        assertThat(ended(pip)).as(FuzzIT::output).isZero();
    }

    private static boolean fits(String python) {
        try {
            return ended(List.of(python, "-c", FITS)) == 0;
        } catch (IOException e) {
            return false; // there is none of this name
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int ended(List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(OUTPUT.getParent());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start()
                .waitFor();
    }

    private static String output() {
        try {
            return Files.readString(OUTPUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
