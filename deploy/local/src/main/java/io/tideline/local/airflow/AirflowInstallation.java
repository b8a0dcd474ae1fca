package io.tideline.local.airflow;

import io.tideline.local.folder.Checkout;
import io.tideline.local.process.Python;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Airflow in a virtual environment, made by {@code airflow/install.py} and shared by all stacks of a checkout. */
public final class AirflowInstallation {
    /** Whether there is an Airflow. */
    public sealed interface Outcome {}

    /** There is one in this virtual environment. */
    public record Installed(Path environment) implements Outcome {}

    /** There is none, and why: one line that says what to install. */
    public record Missing(String reason) implements Outcome {}

    private static final String VERSION_FITS = "import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 14))";

    private final Checkout checkout;

    public AirflowInstallation(Checkout checkout) {
        this.checkout = checkout;
    }

    /** Whether {@link #install} has something to do that takes its time. */
    public boolean isThere() {
        return environment().resolve("content").toFile().isFile();
    }

    /** Makes the virtual environment, or finds that it is there already. */
    public Outcome install() throws IOException, InterruptedException {
        Optional<Python> python = Python.thatPasses(VERSION_FITS);
        if (python.isEmpty()) {
            return new Missing(
                    "no Python 3.10 to 3.14 was found (Debian, Ubuntu: apt install python3 python3-venv; or name one in TIDELINE_PYTHON)");
        }
        Process process = new ProcessBuilder(
                        python.get().program(),
                        checkout.file("airflow/install.py").toString(),
                        environment().toString())
                .redirectErrorStream(true)
                .start();
        List<String> output = process.inputReader().lines().toList();
        if (process.waitFor() == 0) return new Installed(environment());
        return new Missing(output.isEmpty() ? "its installation failed" : output.get(output.size() - 1));
    }

    private Path environment() {
        return checkout.file(".tideline/airflow-venv");
    }
}
