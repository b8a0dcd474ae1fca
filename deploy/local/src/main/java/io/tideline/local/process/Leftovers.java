package io.tideline.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that a launcher left behind when it was killed: found by their pid files, ended by their ids. */
public final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Ends every process that a pid file in this folder remembers; tells the names of those that still ran. */
    public static List<String> end(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        List<ProcessHandle> processes = new ArrayList<>();
        for (Path file : pidFiles(folder)) {
            new PidFile(file).process().ifPresent(process -> {
                names.add(file.getFileName().toString().replace(".pid", ""));
                process.descendants().forEach(processes::add);
                processes.add(process);
            });
        }
        processes.forEach(ProcessHandle::destroy);
        processes.forEach(Leftovers::awaitEnd);
        for (Path file : pidFiles(folder)) Files.deleteIfExists(file);
        return names;
    }

    private static void awaitEnd(ProcessHandle process) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        end.completeOnTimeout(process, GRACE.toMillis(), TimeUnit.MILLISECONDS).join();
        if (!process.isAlive()) return;
        process.destroyForcibly();
        process.onExit().join();
    }

    private static List<Path> pidFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        }
    }
}
