package io.tideline.local.airflow;

import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Airflow in a virtual environment, made by {@code airflow/install.py} and shared by all stacks of a checkout. */
public final class AirflowInstallation {
    /** Whether there is an Airflow. */
    public sealed interface Outcome {}

    /** There is one in this virtual environment. */
    public record Installed(Path environment) implements Outcome {}

    /** There is none, and why: one line that says what to install. */
    public record Missing(String reason) implements Outcome {}

    private static final List<String> NAMES =
            List.of("python3", "python3.13", "python3.12", "python3.11", "python3.10", "python3.14");
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
        Optional<String> python = python();
        if (python.isEmpty()) {
            return new Missing(
                    "no Python 3.10 to 3.14 was found (Debian, Ubuntu: apt install python3 python3-venv; or name one in TIDELINE_PYTHON)");
        }
        Process process = new ProcessBuilder(
                        python.get(),
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

    private static Optional<String> python() throws InterruptedException {
        List<String> candidates = new ArrayList<>(
                Stream.ofNullable(System.getenv("TIDELINE_PYTHON")).toList());
        if (candidates.isEmpty()) candidates.addAll(NAMES);
        for (String candidate : candidates) if (fits(candidate)) return Optional.of(candidate);
        return Optional.empty();
    }

    private static boolean fits(String python) throws InterruptedException {
        try {
            return new ProcessBuilder(python, "-c", VERSION_FITS)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is none of this name
        }
    }
}
