package io.tideline.local.artifact;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of the servers. What was found once is remembered in the cache folder, so that a second start asks neither the
 * network nor Maven. Several launchers may use one cache at the same time.
 */
public final class Artifacts {
    private final Path cache;

    public Artifacts(Path cache) {
        this.cache = cache;
    }

    /** The cache folder, for whatever else can be made again. */
    public Path cache() {
        return cache;
    }

    /** The jars of a server with their dependencies, in the order of the class path. */
    public List<Path> classPath(String server) throws IOException {
        List<String> coordinates = Coordinates.of(server);
        Path remembered = cache.resolve("class-paths").resolve(key(server, coordinates) + ".txt");
        if (Files.exists(remembered)) {
            List<Path> jars =
                    Files.readAllLines(remembered).stream().map(Path::of).toList();
            if (jars.stream().allMatch(Files::exists)) return jars;
        }
        List<Path> jars = MavenRepository.withDependencies(coordinates, Coordinates.excludedGroups(server));
        write(remembered, String.join("\n", jars.stream().map(Path::toString).toList()));
        return jars;
    }

    /** The folder with the unpacked archive of a server. */
    public Path unpacked(String server) throws IOException {
        String coordinates = Coordinates.of(server).get(0).formatted(platform());
        Path folder = cache.resolve(key(server, List.of(coordinates)));
        if (!Files.isDirectory(folder)) Archives.unpack(MavenRepository.file(coordinates), folder);
        return folder;
    }

    /** A folder whose {@code jars} holds links to the jars of a server, as Spark wants its home to be. */
    public Path home(String server) throws IOException {
        List<Path> jars = classPath(server);
        Path home = cache.resolve(key(server, jars.stream().map(Path::toString).toList()));
        if (Files.isDirectory(home)) return home;
        Path fresh = Files.createDirectories(home.resolveSibling(home.getFileName() + "." + UUID.randomUUID()));
        Path links = Files.createDirectory(fresh.resolve("jars"));
        for (Path jar : jars) Files.createSymbolicLink(links.resolve(jar.getFileName()), jar);
        moveIntoPlace(fresh, home);
        return home;
    }

    /** A folder that takes long to make and is the same for everybody: made once, kept in the cache. */
    public Path made(String name, Maker maker) throws IOException, InterruptedException {
        Path place = cache.resolve(name);
        if (Files.isDirectory(place)) return place;
        Path fresh = Files.createDirectories(place.resolveSibling(name + "." + UUID.randomUUID()));
        maker.make(fresh);
        moveIntoPlace(fresh, place);
        return place;
    }

    /** Fills a folder that is empty. */
    public interface Maker {
        void make(Path fresh) throws IOException, InterruptedException;
    }

    /** Moves a finished folder to its place; where another launcher was faster, its folder stays. */
    static void moveIntoPlace(Path fresh, Path place) throws IOException {
        try {
            Files.move(fresh, place);
        } catch (IOException e) {
            if (!Files.exists(place)) throw e;
            deleteTree(fresh);
        }
    }

    /** Deletes a folder with all that is in it, if it exists. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(java.util.Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
        Files.writeString(fresh, text);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static String key(String server, List<String> content) {
        UUID hash = UUID.nameUUIDFromBytes(String.join("\n", content).getBytes(StandardCharsets.UTF_8));
        return server + "-" + Coordinates.versionOf(server) + "-"
                + hash.toString().substring(0, 8);
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64v8" : "amd64";
        return os + "-" + cpu;
    }
}
