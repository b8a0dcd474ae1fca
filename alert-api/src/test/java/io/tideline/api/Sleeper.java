package io.tideline.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A listener that opens a stream and reads nothing of it until it is woken up, as a laptop does whose lid was closed. */
final class Sleeper implements AutoCloseable {

    private static final int SMALL = 4096;

    private final Socket socket;
    private String lastId = "";
    private int heard;

    private Sleeper(Socket socket) {
        this.socket = socket;
    }

    static Sleeper on(URI stream) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress(stream.getHost(), stream.getPort()));
        String target = stream.getRawPath() + "?" + stream.getRawQuery();
        socket.getOutputStream()
                .write(("GET " + target + " HTTP/1.1\r\nHost: " + stream.getAuthority() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new Sleeper(socket);
    }

    /** Reads what is still on its way, until the connection is found to have ended. */
    void wakeUp() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String id = "";
        boolean event = false;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: reading")) {
                    event = true;
                } else if (line.isEmpty() && !id.isEmpty()) {
                    lastId = id;
                    heard += event ? 1 : 0;
                    id = "";
                    event = false;
                }
            }
        } catch (IOException e) {
            // the server has cut the connection: what was read whole, counts
        }
    }

    String lastId() {
        return lastId;
    }

    int heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
