package io.tideline.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process beyond the death of whoever started it: its id and the time of its start, so that a process that got
 * the same id later is not taken for it.
 */
public record PidFile(Path path) {
    /** The start time is computed from clock ticks since boot and may differ a little from one reading to the next. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public void write(ProcessHandle process) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, process.pid() + "\n" + startOf(process) + "\n");
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(path)) return Optional.empty();
        List<String> lines = Files.readAllLines(path);
        if (lines.size() < 2) return Optional.empty();
        Instant start = Instant.parse(lines.get(1));
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(start, startOf(process)).abs().compareTo(TOLERANCE) <= 0);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
