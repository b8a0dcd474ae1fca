package io.tideline.local.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one stack. */
public record StackFolder(Path path) {
    /** Whether it will be deleted with its stack, as that of a test or a benchmark. */
    public boolean isTemporary() {
        return path.startsWith(System.getProperty("java.io.tmpdir"));
    }

    /** A folder for the data of a part; it exists. */
    public Path data(String part) throws IOException {
        return Files.createDirectories(path.resolve("data").resolve(part));
    }

    /** Where the program of a part is copied to. */
    public Path application(String name) {
        return path.resolve("applications").resolve(name);
    }

    public Path log(String part) {
        return path.resolve("logs").resolve(part + ".log");
    }

    /** Where the process ids are. */
    public Path run() {
        return path.resolve("run");
    }

    /** A file of a part's configuration; its folder exists. */
    public Path configuration(String name) throws IOException {
        return Files.createDirectories(path.resolve("conf")).resolve(name);
    }

    public Secrets secrets() {
        return new Secrets(path.resolve("secrets"));
    }
}
