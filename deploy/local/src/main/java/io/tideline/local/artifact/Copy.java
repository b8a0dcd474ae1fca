package io.tideline.local.artifact;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A copy of what a build has made, so that the next build does not take the classes away from a program that runs. */
public final class Copy {
    private Copy() {}

    /** Makes the target the same as the source, a file or a folder. What is the same already is left alone. */
    public static Path of(Path source, Path target) throws IOException {
        if (!Files.exists(source)) {
            throw new FileNotFoundException(source + " is not built; ./mvnw package -DskipTests builds it");
        }
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path path : tree.toList())
                copy(path, target.resolve(source.relativize(path).toString()));
        }
        try (Stream<Path> tree = Files.walk(target)) {
            for (Path path : tree.toList()) {
                if (!Files.exists(source.resolve(target.relativize(path).toString()))) Artifacts.deleteTree(path);
            }
        }
        return target;
    }

    private static void copy(Path source, Path target) throws IOException {
        if (Files.isDirectory(source)) {
            Files.createDirectories(target);
        } else if (!isSame(source, target)) {
            Files.createDirectories(target.getParent());
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static boolean isSame(Path source, Path target) throws IOException {
        return Files.exists(target)
                && Files.size(source) == Files.size(target)
                && Files.getLastModifiedTime(source).equals(Files.getLastModifiedTime(target));
    }
}
