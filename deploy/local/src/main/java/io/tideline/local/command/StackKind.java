package io.tideline.local.command;

import io.tideline.local.StackOptions;
import io.tideline.local.StackOptions.Choice;
import io.tideline.local.folder.StackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** With ZooKeeper or without, one node of each or a cluster: the choice of the first start holds, for they keep their records apart. */
final class StackKind {
    private StackKind() {}

    static void keep(StackFolder stack, StackOptions options) throws IOException {
        String wanted = word(options);
        Path file = stack.data("kafka").resolve("metadata-in");
        if (!Files.exists(file)) {
            Files.writeString(file, wanted);
            return;
        }
        String known = Files.readString(file);
        if (known.equals(wanted)) return;
        throw new IOException("the data in " + stack.path() + " were made with " + known + ", not with " + wanted
                + "; start as before, or delete them: ./tideline reset");
    }

    private static String word(StackOptions options) {
        if (options.choices().contains(Choice.CLUSTER)) return "cluster";
        return options.choices().contains(Choice.KRAFT) ? "kraft" : "zookeeper";
    }
}
