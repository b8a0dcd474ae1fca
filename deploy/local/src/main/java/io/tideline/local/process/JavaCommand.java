package io.tideline.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command line of a JVM, put together word by word. */
public final class JavaCommand {
    /** The java of the JDK that runs this. */
    public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /**
     * The compiler that starts fast and makes code of less than peak speed. With more room for its code than the 48 MB that the JVM would give
     * it: a driver of Spark fills 40 MB within minutes, and what finds no room drives other code out, which is then compiled again.
     */
    public static final List<String> QUICK_COMPILER =
            List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=192m");

    private final String mainClass;
    private final String classPath;
    private final List<String> options = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();

    public JavaCommand(String mainClass, String classPath) {
        this.mainClass = mainClass;
        this.classPath = classPath;
        options("-XX:+ExitOnOutOfMemoryError");
    }

    /** The heap in megabytes. The serial collector is the smallest, and these heaps are small. */
    public JavaCommand heap(int megabytes) {
        return options("-Xmx" + megabytes + "m", "-XX:+UseSerialGC");
    }

    /** Starts fast and stays small at the price of some peak speed: right for servers that mostly wait. */
    public JavaCommand quickCompiler() {
        return options(QUICK_COMPILER);
    }

    public JavaCommand options(String... more) {
        return options(List.of(more));
    }

    public JavaCommand options(List<String> more) {
        options.addAll(more);
        return this;
    }

    public JavaCommand property(String name, Object value) {
        return options("-D" + name + "=" + value);
    }

    public JavaCommand environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public JavaCommand archive(ClassArchive used) {
        return options(used.options());
    }

    public JavaCommand arguments(Object... more) {
        for (Object argument : more) arguments.add(argument.toString());
        return this;
    }

    /** Beside its folder it has one for temporary files, emptied now: what was killed has left its own there. */
    public Command in(Path folder, Path log) throws IOException {
        Path temporary = folder.resolveSibling("tmp").resolve(folder.getFileName());
        empty(temporary);
        List<String> words = new ArrayList<>();
        words.add(JAVA.toString());
        words.addAll(options);
        words.add("-Djava.io.tmpdir=" + temporary);
        words.addAll(List.of("-cp", classPath, mainClass));
        words.addAll(arguments);
        return new Command(words, environment, folder, log);
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) Files.delete(file);
            }
        }
    }
}
