package io.tideline.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Python of this machine, by the name or path that starts it. */
public record Python(String program) {
    private static final List<String> NAMES =
            List.of("python3", "python3.13", "python3.12", "python3.11", "python3.10", "python3.14");

    /** The first for which this code ends with 0. {@code TIDELINE_PYTHON} names the only one that is asked. */
    public static Optional<Python> thatPasses(String code) throws InterruptedException {
        List<String> programs = new ArrayList<>(
                Stream.ofNullable(System.getenv("TIDELINE_PYTHON")).toList());
        if (programs.isEmpty()) programs.addAll(NAMES);
        for (String program : programs) if (passes(program, code)) return Optional.of(new Python(program));
        return Optional.empty();
    }

    private static boolean passes(String program, String code) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "-c", code)
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
