package io.tideline.local.port;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Ports that nobody listens on, below those that the system gives to outgoing connections, and none twice. */
public final class FreePorts implements Ports {
    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final int TRIES = 200;

    private final SecureRandom random = new SecureRandom();
    private final Set<Integer> given = new HashSet<>();
    private final Map<StackPort, Integer> named = new EnumMap<>(StackPort.class);

    @Override
    public int of(StackPort port) throws IOException {
        Integer known = named.get(port);
        if (known != null) return known;
        int fresh = next();
        named.put(port, fresh);
        return fresh;
    }

    public synchronized int next() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = LOWEST + random.nextInt(COUNT);
            if (Ports.isFree(port) && given.add(port)) return port;
        }
        throw new IOException("no free port between " + LOWEST + " and " + (LOWEST + COUNT));
    }
}
