package io.tideline.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An archive of the classes that a JVM loads (AppCDS), which halves its start. A JVM that has none says where it wants one;
 * it is asked for it once it has loaded what it needs, and runs on. An archive is never required: one that is missing, or was
 * made for other jars or another JDK, is made anew.
 */
public final class ClassArchive {
    private static final int KEPT = 2;
    private static final String WANTED = "-Dtideline.class-archive=";

    private final Optional<Path> archive;

    private ClassArchive(Optional<Path> archive) {
        this.archive = archive;
    }

    /** The archive for a class path, in the cache folder. */
    public ClassArchive(Path cache, String name, String classPath) throws IOException {
        Path folder = Files.createDirectories(cache.resolve("class-archives"));
        this.archive = Optional.of(folder.resolve(name + "-" + key(classPath) + ".jsa"));
    }

    /** Neither used nor written: for jars that are gone before it could be of use. */
    public static ClassArchive none() {
        return new ClassArchive(Optional.empty());
    }

    /** Whether a JVM stands still for a while to write it, which is not done twice. */
    public boolean willBeWritten() {
        return archive.isPresent() && Files.notExists(archive.get());
    }

    /** What the JVM is told: to use the archive, or to be ready to write it. */
    public List<String> options() {
        if (archive.isEmpty()) return List.of();
        return willBeWritten()
                ? List.of(
                        "-XX:+RecordDynamicDumpInfo", WANTED + archive.get(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of("-XX:SharedArchiveFile=" + archive.get(), "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Asks a process, and those that it started, for the archives that they want. */
    public static void record(ProcessHandle process) throws IOException, InterruptedException {
        for (ProcessHandle jvm :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            Optional<Path> wanted = wantedBy(jvm);
            if (wanted.isPresent() && !Files.exists(wanted.get())) record(jvm, wanted.get());
        }
    }

    private static void record(ProcessHandle jvm, Path archive) throws IOException, InterruptedException {
        Path fresh = archive.resolveSibling(archive.getFileName() + "." + UUID.randomUUID());
        Path jcmd = JavaCommand.JAVA.resolveSibling("jcmd");
        if (!Files.exists(jcmd)) return; // a JRE: every start is then a slow one
        new ProcessBuilder(jcmd.toString(), Long.toString(jvm.pid()), "VM.cds", "dynamic_dump", fresh.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (Files.exists(fresh)) {
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
            deleteOlder(archive);
        }
    }

    /** Each build has jars of its own, and an archive takes a hundred megabytes: of one program the newest few stay. A JVM that uses another one keeps it until its end. */
    private static void deleteOlder(Path archive) throws IOException {
        String ofThisProgram = archive.getFileName().toString().replaceFirst("-[^-]+$", "-????????.jsa");
        List<Path> archives = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(archive.getParent(), ofThisProgram)) {
            found.forEach(archives::add);
        }
        archives.sort(Comparator.comparing((Path path) -> path.toFile().lastModified())
                .reversed());
        for (Path older : archives.subList(Math.min(KEPT, archives.size()), archives.size())) {
            Files.deleteIfExists(older);
        }
    }

    private static Optional<Path> wantedBy(ProcessHandle jvm) {
        return words(jvm)
                .filter(word -> word.startsWith(WANTED))
                .map(word -> Path.of(word.substring(WANTED.length())))
                .findFirst();
    }

    /** Java itself tells the arguments of a process on Linux only if they fit into a page, and a class path does not. */
    private static Stream<String> words(ProcessHandle jvm) {
        Path commandLine = Path.of("/proc", Long.toString(jvm.pid()), "cmdline");
        if (!Files.exists(commandLine)) return jvm.info().arguments().stream().flatMap(Arrays::stream);
        try {
            return Stream.of(new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return Stream.empty(); // it has just ended
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
