package io.tideline.local.folder;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with Tideline's sources: it holds what is deployed, the built applications and the cache. */
public record Checkout(Path path) {
    private static final String LANDMARK = "deploy/kafka/topics.yaml";

    /** The property {@code tideline.home}, or the nearest folder above the working directory that is a checkout. */
    public static Checkout find() {
        String home = System.getProperty("tideline.home");
        if (home != null) return new Checkout(Path.of(home).toAbsolutePath());
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) return new Checkout(folder);
        }
        throw new IllegalStateException(
                "no Tideline checkout at or above " + start + "; run inside one, or set -Dtideline.home");
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** What can be made again: resolved class paths, unpacked servers, class archives. */
    public Path cache() {
        return path.resolve(".tideline/cache");
    }
}
