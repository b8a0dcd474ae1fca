package io.tideline.bench.start;

import io.tideline.local.application.Packaged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A way to run a service: what it is called in the result, and the words that start it. */
record Variant(String name, List<String> words) {
    private static final List<String> HEAP = List.of("-Xmx320m", "-XX:+UseSerialGC");
    private static final List<String> QUIET = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off");

    /** On the JVM alone. */
    static Variant plain(Path jar) {
        return onJvm("jvm", jar, List.of());
    }

    /** On the JVM, which leaves an archive of its classes when it ends. */
    static Variant recording(Path jar, Path archive) {
        return onJvm("recording", jar, List.of("-XX:ArchiveClassesAtExit=" + archive));
    }

    /** On the JVM, which maps the archive instead of reading the classes one by one. */
    static Variant archived(Path jar, Path archive) {
        return onJvm("archive", jar, List.of("-XX:SharedArchiveFile=" + archive));
    }

    /** The native binary, where a build has left one beside the jar. */
    static Optional<Variant> binary(Path module) throws IOException {
        try (Stream<Path> left = Files.list(module.resolve("target"))) {
            return left.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(file -> new Variant("native", List.of(file.toString(), "-Xmx320m")));
        }
    }

    private static Variant onJvm(String name, Path jar, List<String> options) {
        List<String> all = new ArrayList<>(HEAP);
        all.addAll(QUIET);
        all.addAll(options);
        all.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        return new Variant(name, new Packaged.Jar(jar).words(all));
    }
}
