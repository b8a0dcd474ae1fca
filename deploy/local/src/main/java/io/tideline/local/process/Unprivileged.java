package io.tideline.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a program that refuses to run as root. A user namespace of its own is enough and needs no change of owner; where the
 * system forbids those, the program runs as nobody and its folder is handed over to nobody.
 */
public final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final int NOBODY = 65534;
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs");

    private Unprivileged() {}

    /** The words to put before the program's own, which will write to the folder. None for an ordinary user. */
    public static List<String> prefix(Path folder) throws IOException, InterruptedException {
        if (!isRoot(folder)) return List.of();
        if (works(NAMESPACE, "true")) return NAMESPACE;
        handOver(folder);
        if (works(AS_NOBODY, "ls", folder.toString())) return AS_NOBODY;
        throw new IOException("this program must not run as root, and neither unshare nor setpriv can change that for "
                + folder + "; run as an ordinary user, or in a folder that everyone may enter");
    }

    private static boolean isRoot(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "owner", "");
        try {
            return Files.getAttribute(probe, "unix:uid").equals(0);
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean works(List<String> prefix, String... words) throws InterruptedException {
        try {
            List<String> line = Stream.concat(prefix.stream(), Stream.of(words)).toList();
            return new ProcessBuilder(line)
                            .directory(Path.of("/").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program here
        }
    }

    private static void handOver(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.toList()) Files.setAttribute(path, "unix:uid", NOBODY);
        }
    }
}
