package io.tideline.local.application;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** What the last build of a Quarkus application has left in its module: a jar with its libraries, or a native binary. */
public sealed interface Packaged {
    Path file();

    /** How to run it in the foreground; the options are for a JVM, and a binary does without them. */
    List<String> words(List<String> jvmOptions);

    /** A jar that finds its libraries beside it. */
    record Jar(Path file) implements Packaged {
        @Override
        public List<String> words(List<String> jvmOptions) {
            List<String> words = new ArrayList<>();
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.addAll(jvmOptions);
            words.addAll(List.of("-jar", file.toString()));
            return words;
        }
    }

    /** A native binary. */
    record Binary(Path file) implements Packaged {
        @Override
        public List<String> words(List<String> jvmOptions) {
            return List.of(file.toString());
        }
    }

    /** What the module's build has left, as Quarkus' own {@code quarkus-artifact.properties} tells. */
    static Packaged in(Path module) throws IOException {
        Path target = module.resolve("target");
        Path told = target.resolve("quarkus-artifact.properties");
        if (!Files.exists(told)) {
            throw new FileNotFoundException(
                    told + " is missing: nothing is packaged; ./mvnw package -DskipTests does it");
        }
        Properties artifact = new Properties();
        try (Reader reader = Files.newBufferedReader(told)) {
            artifact.load(reader);
        }
        String type = artifact.getProperty("type", "");
        Path file = target.resolve(artifact.getProperty("path", ""));
        return switch (type) {
            case "jar" -> new Jar(file);
            case "native" -> new Binary(file);
            default ->
                throw new IOException(
                        told + " names '" + type + "', which cannot be run; package a jar or a native binary");
        };
    }
}
