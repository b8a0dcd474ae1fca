package io.tideline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * An archive of the classes that a JVM loads (AppCDS), which halves its start. It is made when a JVM that had none stops, and
 * is never required: where it is missing, or made for other jars or another JDK, the next stop makes it anew.
 */
public final class ClassArchive {
    private static final int TERMINATED = 128 + 15;

    private final Path archive;
    private final Path fresh;

    /** The archive for a class path, in the cache folder. */
    public ClassArchive(Path cache, String name, String classPath) throws IOException {
        Path folder = Files.createDirectories(cache.resolve("class-archives"));
        this.archive = folder.resolve(name + "-" + key(classPath) + ".jsa");
        this.fresh = folder.resolve(archive.getFileName() + "." + UUID.randomUUID());
    }

    /** What the JVM is told: to use the archive, or to make it. */
    public List<String> options() {
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive)
                : List.of("-XX:ArchiveClassesAtExit=" + fresh, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Keeps what a JVM wrote that ended in order; drops what another may have written in part. */
    void keepAfter(int exitCode) {
        try {
            if (Files.exists(fresh) && (exitCode == 0 || exitCode == TERMINATED)) {
                Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("class archive " + archive + " is not kept", e);
        }
    }

    private static String key(String classPath) throws IOException {
        StringBuilder content = new StringBuilder(System.getProperty("java.vm.version") + JavaCommand.JAVA);
        for (String entry : classPath.split(":")) {
            Path jar = Path.of(entry);
            content.append(entry);
            if (Files.exists(jar)) content.append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
        }
        return UUID.nameUUIDFromBytes(content.toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }
}
