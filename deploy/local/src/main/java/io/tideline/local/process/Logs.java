package io.tideline.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ends of log files. */
public final class Logs {
    private static final int BYTES_A_LINE = 300;

    private Logs() {}

    /** The last lines of a file; none if there is no file. */
    public static List<String> lastLines(Path log, int count) throws IOException {
        if (!Files.exists(log)) return List.of();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - (long) count * BYTES_A_LINE);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }
}
