package io.tideline.local.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what is added to logs, line by line. */
final class Following {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Map<Path, Long> positions = new LinkedHashMap<>();
    private final int width;

    Following(List<Path> logs, int width) throws IOException {
        this.width = width;
        for (Path log : logs) positions.put(log, Files.size(log));
    }

    /** Goes on until the JVM ends. */
    void run() throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            for (Map.Entry<Path, Long> position : positions.entrySet()) {
                position.setValue(printFrom(position.getKey(), position.getValue()));
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** Whole lines only; returns where the next begins. A file that has shrunk is a new one. */
    private long printFrom(Path log, long position) throws IOException {
        long size = Files.size(log);
        if (size == position) return position;
        long start = size < position ? 0 : position;
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] added = new byte[(int) Math.min(size - start, 1 << 20)];
            file.seek(start);
            file.readFully(added);
            int end = new String(added, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
            new String(added, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> print(log, line));
            return start + end;
        }
    }

    private void print(Path log, String line) {
        String prefix = positions.size() == 1 ? "" : ("%-" + width + "s | ").formatted(LogsCommand.nameOf(log));
        System.out.println(prefix + line);
    }
}
