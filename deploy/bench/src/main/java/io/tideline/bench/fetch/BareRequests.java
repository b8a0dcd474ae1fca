package io.tideline.bench.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What HTTP alone can do: the same requests, each answer read to its end and thrown away. */
final class BareRequests {
    private static final String LENGTH = "content-length:";

    private final URI api;
    private final List<String> queries;
    private final AtomicInteger next = new AtomicInteger();

    private BareRequests(URI api, List<String> queries) {
        this.api = api;
        this.queries = queries;
    }

    /** How long the requests take over that many connections, each with one under way. */
    static Duration send(URI api, List<String> queries, int connections) throws Exception {
        BareRequests all = new BareRequests(api, queries);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Void>> callers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                callers.add(all::ask);
            }
            long start = System.nanoTime();
            for (Future<Void> caller : threads.invokeAll(callers)) {
                caller.get();
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void ask() throws IOException {
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream answers = new BufferedInputStream(socket.getInputStream());
            for (int i = next.getAndIncrement(); i < queries.size(); i = next.getAndIncrement()) {
                String request = "GET /?%s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(queries.get(i), api.getAuthority());
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                readAnswer(answers);
            }
        }
        return null;
    }

    private static void readAnswer(InputStream answers) throws IOException {
        String status = line(answers);
        if (!status.contains(" 200 ")) throw new IOException("The API answered " + status);
        int length = 0;
        for (String header = line(answers); !header.isEmpty(); header = line(answers)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        answers.skipNBytes(length);
    }

    private static String line(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) throw new IOException("The API closed the connection after '" + line + "'");
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }
}
