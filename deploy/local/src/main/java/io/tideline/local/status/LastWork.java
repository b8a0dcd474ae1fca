package io.tideline.local.status;

import io.tideline.local.folder.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a part last wrote something: to its data, its checkpoints or its log. */
final class LastWork {
    private LastWork() {}

    static Optional<Instant> of(StackFolder folder, String part) {
        return Stream.of(folder.log(part), dataOf(folder, part))
                .flatMap(LastWork::files)
                .flatMap(file -> modified(file).stream())
                .max(Instant::compareTo);
    }

    private static Path dataOf(StackFolder folder, String part) {
        Path data = folder.path().resolve("data");
        return data.resolve(part.equals("spark-job") ? "checkpoints" : part);
    }

    private static Stream<Path> files(Path path) {
        if (!Files.exists(path)) return Stream.of();
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(Files::isRegularFile).toList().stream();
        } catch (IOException | UncheckedIOException e) {
            return Stream.of(); // files come and go while we look
        }
    }

    private static Optional<Instant> modified(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
