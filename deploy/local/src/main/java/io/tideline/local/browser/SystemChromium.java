package io.tideline.local.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The system's own Chromium, without a window: where it is, and how it is started. */
public final class SystemChromium {
    /** No sandbox, since tests may run as root; and nothing that asks the network by itself. */
    public static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    /** What to say where there is none. */
    public static final String MISSING =
            "No Chromium on this machine, so no page was opened. Install the package 'chromium' to run the page tests.";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/local/bin", "/snap/bin");

    private SystemChromium() {}

    /** The first that there is. */
    public static Optional<Path> find() {
        return NAMES.stream()
                .flatMap(name -> FOLDERS.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
