package io.tideline.local.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The memory that a process and its children hold, in bytes. */
public final class ResidentMemory {
    private static final long KIB = 1024;
    private static final String PROPORTIONAL = "Pss:";

    private ResidentMemory() {}

    public static long of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(each -> ofOne(each.pid()))
                .sum();
    }

    /** On Linux the proportional set: what processes share, such as PostgreSQL its buffers, counts once. */
    private static long ofOne(long pid) {
        Path summary = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try {
            return Files.isReadable(summary) ? proportional(Files.readAllLines(summary)) : fromPs(pid);
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    private static long proportional(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PROPORTIONAL))
                .mapToLong(line -> kibibytes(line.substring(PROPORTIONAL.length())))
                .sum();
    }

    private static long fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        return ps.inputReader()
                .lines()
                .findFirst()
                .map(ResidentMemory::kibibytes)
                .orElse(0L);
    }

    private static long kibibytes(String text) {
        return Long.parseLong(text.strip().split("\\s")[0]) * KIB;
    }
}
