package io.tideline.local.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Generated passwords, each in a file that only its owner may read. */
public record Secrets(Path folder) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 18;

    /** The password of this name, generated when it is asked for the first time. */
    public String password(String name) throws IOException {
        return key(name, PASSWORD_BYTES, Base64.getUrlEncoder().withoutPadding());
    }

    /** The key of this name: random bytes in the given encoding, generated when it is asked for the first time. */
    public String key(String name, int bytes, Base64.Encoder encoder) throws IOException {
        synchronized (RANDOM) {
            Path file = file(name);
            if (!Files.exists(file)) write(name, encoder.encodeToString(random(bytes)));
            return Files.readString(file).strip();
        }
    }

    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /** Where the password of this name is kept. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Keeps a text under a name. */
    public Path write(String name, String text) throws IOException {
        Files.createDirectories(folder);
        return write(file(name), text);
    }

    /** Writes a file for its owner's eyes alone. */
    public static Path write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        return Files.writeString(Files.createFile(file, OWNER_ONLY), text + "\n");
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
