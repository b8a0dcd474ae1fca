package io.tideline.fetcher.identity;

import io.tideline.fetcher.identity.Users.User;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passwords that were right a moment ago, as salted digests in memory: bcrypt is slow on purpose, and a caller that
 * sends ten requests a second would wait for it each time.
 */
final class Remembered {
    private final byte[] salt = new byte[32];
    private final Map<String, byte[]> digests = new ConcurrentHashMap<>();

    Remembered() {
        new SecureRandom().nextBytes(salt);
    }

    boolean knows(User user, char[] password) {
        byte[] digest = digests.get(user.name());
        return digest != null && MessageDigest.isEqual(digest, digest(user, password));
    }

    void add(User user, char[] password) {
        digests.put(user.name(), digest(user, password));
    }

    private byte[] digest(User user, char[] password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            sha.update(user.hash().getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
            sha.update(bytes);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
