package io.tideline.local.command;

import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.StackFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack is meant. */
final class FolderOption {
    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where data, logs and secrets are. Default: .tideline beside the sources.")
    private @Nullable Path chosen;

    StackFolder folder() {
        Path path = chosen == null ? Checkout.find().file(".tideline") : chosen;
        return new StackFolder(path.toAbsolutePath());
    }

    /** The words that mean the same stack, for another command. */
    String words() {
        return chosen == null ? "" : " --folder " + chosen;
    }
}
