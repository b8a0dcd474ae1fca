package io.tideline.api.access;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks passwords against bcrypt hashes, which is slow on purpose: what was right once is remembered as a keyed digest. */
final class Passwords {

    private static final int REMEMBERED = 1000;
    /** Compared for names that nobody has, so that the time of the answer does not tell which names exist. */
    private static final String NOBODY = BCrypt.withDefaults()
            .hashToString(10, Base64.getEncoder().encodeToString(random()).toCharArray());

    private final SecretKeySpec key = new SecretKeySpec(random(), "HmacSHA256");
    private final Map<String, String> right = new ConcurrentHashMap<>();

    /** Whether the password was found right before; cheap. */
    boolean remembers(UsersFile.User user, char[] password) {
        return digest(user, password).equals(right.get(user.name()));
    }

    /** Whether the password is right; takes a tenth of a second. */
    boolean matches(UsersFile.User user, char[] password) {
        boolean matches = BCrypt.verifyer().verify(password, user.hash()).verified;
        if (matches && right.size() < REMEMBERED) {
            right.put(user.name(), digest(user, password));
        }
        return matches;
    }

    void matchesNobody(char[] password) {
        BCrypt.verifyer().verify(password, NOBODY);
    }

    private String digest(UsersFile.User user, char[] password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(user.hash().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(new String(password).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256", e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
