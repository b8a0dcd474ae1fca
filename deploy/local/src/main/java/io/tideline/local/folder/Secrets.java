package io.tideline.local.folder;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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
    private static final int BYTES = 18;

    /** The password of this name, generated when it is asked for the first time. */
    public synchronized String password(String name) throws IOException {
        Path file = file(name);
        if (!Files.exists(file)) write(name, random());
        return Files.readString(file).strip();
    }

    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /** Where the password of this name is kept. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Keeps a text for its owner's eyes alone. */
    public Path write(String name, String text) throws IOException {
        Files.createDirectories(folder);
        Path file = file(name);
        Files.deleteIfExists(file);
        try {
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another start writes " + file + " at the same time", e);
        }
        return Files.writeString(file, text + "\n");
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
