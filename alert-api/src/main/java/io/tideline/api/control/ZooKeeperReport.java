package io.tideline.api.control;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ZooKeeper ensemble, each server asked with its word {@code srvr}: who leads, and who is gone. */
@Singleton
class ZooKeeperReport {

    private static final Pattern LATENCY = Pattern.compile("(?m)^Latency min/avg/max: [\\d.]+/([\\d.]+)/[\\d.]+$");
    private static final Pattern CONNECTIONS = Pattern.compile("(?m)^Connections: (\\d+)$");
    private static final Pattern MODE = Pattern.compile("(?m)^Mode: (\\w+)$");
    private static final Pattern ZNODES = Pattern.compile("(?m)^Node count: (\\d+)$");

    private final List<String> servers;
    private final Duration patience;

    ZooKeeperReport(ControlConfig config) {
        this.servers = config.zookeeper().orElse(List.of());
        this.patience = config.patience();
    }

    /** Every server that is configured; empty where nobody said where they are. Blocks. */
    List<TopicReport.Voter> voters() {
        return servers.stream().map(this::voter).toList();
    }

    private TopicReport.Voter voter(String server) {
        try {
            return voter(server, asked(server));
        } catch (IOException | IllegalArgumentException e) { // it does not answer, or its address is none
            return new TopicReport.Voter(server, "gone", null, null, null);
        }
    }

    static TopicReport.Voter voter(String server, String answer) {
        String mode = found(MODE, answer);
        Double latency = mode == null ? null : number(LATENCY, answer);
        Double connections = number(CONNECTIONS, answer);
        Double znodes = number(ZNODES, answer);
        return new TopicReport.Voter(
                server,
                mode == null ? "gone" : mode,
                latency,
                connections == null ? null : connections.longValue(),
                znodes == null ? null : znodes.longValue());
    }

    private String asked(String server) throws IOException {
        int colon = server.lastIndexOf(':');
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            server.substring(0, Math.max(0, colon)), Integer.parseInt(server.substring(colon + 1))),
                    millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static @Nullable Double number(Pattern pattern, String text) {
        String found = found(pattern, text);
        return found == null ? null : Double.valueOf(found);
    }

    private static @Nullable String found(Pattern pattern, String text) {
        Matcher line = pattern.matcher(text);
        return line.find() ? line.group(1) : null;
    }
}
