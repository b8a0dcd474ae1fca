package io.tideline.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that ran to its end: its exit code, and all that it said. */
public record Ended(int code, String output) {
    /** Runs these words here; what they say stands in the log meanwhile, in place of what stood there before. */
    public static Ended after(List<String> words, Path log) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        int code = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        return new Ended(code, new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
    }
}
