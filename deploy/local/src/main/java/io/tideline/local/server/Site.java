package io.tideline.local.server;

import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.process.ClassArchive;
import io.tideline.local.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the servers are set up: what they are made of, and the folder that they live in. */
public record Site(Checkout checkout, Artifacts artifacts, StackFolder folder) {
    /** Everything listens here and nowhere else. */
    public static final String HOST = "127.0.0.1";

    public Site(Checkout checkout, StackFolder folder) {
        this(checkout, new Artifacts(checkout.cache()), folder);
    }

    /** A JVM with the jars of a server, started from its class archive. */
    JavaCommand java(String server, String name, String mainClass) throws IOException {
        String classPath = classPath(artifacts.classPath(server));
        return new JavaCommand(mainClass, classPath).archive(new ClassArchive(artifacts.cache(), name, classPath));
    }

    /** The archive of the classes of an application, whose jars were copied into the folder. */
    public ClassArchive applicationArchive(String name, String classPath) throws IOException {
        return folder.isTemporary() ? ClassArchive.none() : new ClassArchive(artifacts.cache(), name, classPath);
    }

    /** Jars as one class path. */
    public static String classPath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(":"));
    }

    /** Writes a configuration file from the template of the same name, each {@code ${name}} filled in. */
    Path configure(String name, Map<String, Object> values) throws IOException {
        return configure(name, name, values);
    }

    /** The same, where several servers are made after one template. */
    Path configure(String template, String name, Map<String, Object> values) throws IOException {
        String text = template(template);
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue().toString());
        }
        Path file = folder.configuration(name);
        Path fresh = Files.writeString(Files.createTempFile(file.getParent(), name, ".new"), text);
        // At once: another server that starts now may read the same file.
        return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = Site.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalArgumentException("no template " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
