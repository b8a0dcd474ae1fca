package io.tideline.local.part;

import io.tideline.local.process.Logs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A part that does not come up: which, why, the end of its log, and what to do. */
public final class PartFailedException extends RuntimeException {
    private static final int LINES = 15;

    private final String part;

    PartFailedException(String part, String why, Path log) {
        super(
                "%s did not start: %s%n%s%n%nThe whole log is %s. Mend the cause and start again; what is already there is kept."
                        .formatted(part, why, lastLines(log), log));
        this.part = part;
    }

    PartFailedException(String part, Exception cause) {
        super("%s did not start: %s".formatted(part, cause), cause);
        this.part = part;
    }

    public String part() {
        return part;
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Logs.lastLines(log, LINES);
            return lines.isEmpty()
                    ? "Its log is empty."
                    : "The last lines of its log:\n  " + String.join("\n  ", lines);
        } catch (IOException e) {
            return "Its log is not readable: " + e.getMessage();
        }
    }
}
