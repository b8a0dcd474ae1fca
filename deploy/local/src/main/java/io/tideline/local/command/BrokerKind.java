package io.tideline.local.command;

import io.tideline.local.folder.StackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** With ZooKeeper or without: the choice of the first start holds, for the two keep their records apart. */
final class BrokerKind {
    private BrokerKind() {}

    static void keep(StackFolder stack, boolean kraft) throws IOException {
        String wanted = kraft ? "kraft" : "zookeeper";
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
}
