package io.tideline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The DAGs' own checks, ruff and pytest, in the virtual environment that the local stack uses. */
class AirflowDagsIT {

    private static final Path CHECKOUT = Path.of("../..");
    private static final Path OUTPUT = Path.of("target", "airflow-tests.log");
    private static final String FITS = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

    @Test
    void theDagsPassTheirOwnTests() throws IOException, InterruptedException {
        Optional<String> python = Stream.of("python3", "python3.13", "python3.12", "python3.11", "python3.10")
                .filter(AirflowDagsIT::fits)
                .findFirst();
        Assumptions.assumeTrue(
                python.isPresent(), "The DAGs were not tested: install python3 (3.10 or newer) and python3-venv.");

        int ended = ended(List.of(
                python.orElseThrow(),
                CHECKOUT.resolve("airflow/test.py").toString(),
                CHECKOUT.resolve(".tideline/airflow-venv")
                        .toAbsolutePath()
                        .normalize()
                        .toString()));

        assertThat(ended).as(() -> output()).isZero();
        assertThat(output()).contains("All checks passed!", " passed");
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
            return "no output: " + e.getMessage();
        }
    }
}
