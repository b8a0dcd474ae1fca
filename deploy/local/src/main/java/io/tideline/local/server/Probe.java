package io.tideline.local.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Short questions to servers on this machine. A server that does not listen yet answers with an exception. */
public final class Probe {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private Probe() {}

    /** The body that a server answers to GET, of status 200. */
    public static String get(URI uri) throws IOException, InterruptedException {
        listens(uri.getPort());
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        var response = Client.HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IOException(uri + " answers " + response.statusCode());
        return response.body();
    }

    /** What a server sends back to these bytes before it hangs up or has sent the given number of bytes. */
    static byte[] exchange(int port, byte[] question, int most) throws IOException {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            socket.getOutputStream().write(question);
            socket.getOutputStream().flush();
            InputStream answer = socket.getInputStream();
            return answer.readNBytes(most);
        }
    }

    static String exchange(int port, String question) throws IOException {
        return new String(
                exchange(port, question.getBytes(StandardCharsets.US_ASCII), 65_536), StandardCharsets.US_ASCII);
    }

    /** Returns if something listens on the port. */
    static void listens(int port) throws IOException {
        connect(port).close();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) TIMEOUT.toMillis());
        return socket;
    }

    /** Made only when HTTP is spoken. */
    private static final class Client {
        static final HttpClient HTTP =
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }
}
