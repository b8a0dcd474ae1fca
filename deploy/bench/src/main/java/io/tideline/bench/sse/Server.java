package io.tideline.bench.sse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server under measurement: a process of its own with a heap of 1 GB, whose memory and CPU time can be read. */
final class Server implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 120_000;

    final int port;
    final Process process;

    private Server(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static Server start(List<String> command, Map<String, String> variables, int port, Path log) throws IOException {
        List<String> java = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        java.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(java).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(variables);
        Server server = new Server(port, builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(server.process::destroyForcibly));
        server.awaitPort(log);
        return server;
    }

    /** Resident memory in bytes; 0 where the system does not tell. */
    long residentBytes() {
        return status("VmRSS:") * 1024;
    }

    /** CPU time used so far in milliseconds. */
    long cpuMillis() {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void awaitPort(Path log) throws IOException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IOException("The server does not listen on port " + port + ": see " + log);
    }

    private long status(String line) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(one -> one.startsWith(line))
                    .map(one -> one.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
