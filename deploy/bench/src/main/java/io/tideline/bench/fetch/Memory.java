package io.tideline.bench.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM holds, in megabytes. */
final class Memory {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final long process;

    Memory(long process) {
        this.process = process;
    }

    long resident() throws IOException {
        return status("VmRSS");
    }

    /** The largest since its start. */
    long mostResident() throws IOException {
        return status("VmHWM");
    }

    /** What is reachable on the heap: the JVM collects its garbage and counts the rest. */
    long live() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, Long.toString(process), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(said);
        if (!total.find()) throw new IOException("jcmd does not tell what the heap of " + process + " holds: " + said);
        return Long.parseLong(total.group(1)) >> 20;
    }

    private long status(String field) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process), "status"));
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("This system does not tell " + field));
    }
}
