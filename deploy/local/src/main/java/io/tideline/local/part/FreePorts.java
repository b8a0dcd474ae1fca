package io.tideline.local.part;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/** Ports that nobody listens on, below those that the system gives to outgoing connections, and none twice. */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 200;

    private final SecureRandom random = new SecureRandom();
    private final Set<Integer> given = new HashSet<>();

    public synchronized int next() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = LOWEST + random.nextInt(COUNT);
            if (isFree(port) && given.add(port)) return port;
        }
        throw new IOException("no free port between " + LOWEST + " and " + (LOWEST + COUNT));
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
