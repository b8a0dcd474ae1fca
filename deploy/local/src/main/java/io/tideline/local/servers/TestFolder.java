package io.tideline.local.servers;

import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.process.Leftovers;
import io.tideline.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder under the temporary folder for the servers of one test JVM, which notes that JVM as its owner. */
record TestFolder(StackFolder stack) {
    private static final String OWNER = "owner";

    /** A fresh folder. Folders whose owner has died are cleared away first, with the processes that still run in them. */
    static TestFolder create() throws IOException {
        Path area = Files.createDirectories(area());
        try (Stream<Path> folders = Files.list(area)) {
            for (Path folder : folders.toList()) if (isAbandoned(folder)) clear(folder);
        }
        Path fresh = Files.createTempDirectory(area, "new-");
        owner(fresh).write(ProcessHandle.current());
        // Only a folder with a known owner gets a name that others look at.
        return new TestFolder(
                new StackFolder(Files.move(fresh, fresh.resolveSibling(OWNER + "-" + fresh.getFileName()))));
    }

    void delete() throws IOException {
        Artifacts.deleteTree(stack.path());
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        boolean owned = folder.getFileName().toString().startsWith(OWNER);
        return owned && owner(folder).process().isEmpty();
    }

    private static void clear(Path folder) throws IOException {
        List<String> ended = Leftovers.end(new StackFolder(folder).run());
        if (!ended.isEmpty()) System.err.println("Ended what a killed test left running: " + ended);
        Artifacts.deleteTree(folder);
    }

    private static PidFile owner(Path folder) {
        return new PidFile(folder.resolve(OWNER));
    }

    private static Path area() {
        return Path.of(System.getProperty("java.io.tmpdir"), "tideline-servers-" + System.getProperty("user.name"));
    }
}
