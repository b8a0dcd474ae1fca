package io.tideline.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** GET from an address of one's own choice on the loopback network: what a client library does not let one choose. */
final class PlainHttp {

    private static final int PATIENCE_MILLIS = 60_000;

    private PlainHttp() {}

    /** The head of an answer; its connection stays open until it is closed. */
    record Answer(Socket connection, int status, Map<String, String> headers) implements AutoCloseable {

        /** A header by its name in lower case. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Asks and hangs up. */
    static Answer get(String address, URI uri, String... headers) throws IOException {
        try (Answer answer = open(address, uri, headers)) {
            return answer;
        }
    }

    /** Asks and stays connected. */
    static Answer open(String address, URI uri, String... headers) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort()), PATIENCE_MILLIS);
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(headers)
                                .map(line -> line + "\r\n")
                                .toList()) + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        int status = Integer.parseInt(lines.readLine().split(" ")[1]);
        Map<String, String> found = new HashMap<>();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            int colon = line.indexOf(':');
            found.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(socket, status, found);
    }
}
