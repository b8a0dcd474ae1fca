package io.tideline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.process.Ended;
import io.tideline.local.process.Python;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The DAGs' own checks, ruff and pytest, in the virtual environment that the local stack uses. */
class AirflowDagsIT {

    private static final Path CHECKOUT = Path.of("../..");
    private static final Path OUTPUT = Path.of("target", "airflow-tests.log");
    private static final String FITS = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";

    @Test
    void theDagsPassTheirOwnTests() throws IOException, InterruptedException {
        Optional<Python> python = Python.thatPasses(FITS);
        Assumptions.assumeTrue(
                python.isPresent(), "The DAGs were not tested: install python3 (3.10 or newer) and python3-venv.");

        Ended tests = Ended.after(
                List.of(
                        python.orElseThrow().program(),
                        CHECKOUT.resolve("airflow/test.py").toString(),
                        CHECKOUT.resolve(".tideline/airflow-venv")
                                .toAbsolutePath()
                                .normalize()
                                .toString()),
                OUTPUT);

        assertThat(tests.code()).as(tests.output()).isZero();
        assertThat(tests.output()).contains("All checks passed!", " passed");
    }
}
