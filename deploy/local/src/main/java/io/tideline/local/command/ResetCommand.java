package io.tideline.local.command;

import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.folder.StackLock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes what a stack has kept. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = "Deletes all data, logs and secrets. Downloads stay.")
final class ResetCommand implements Callable<Integer> {
    private static final List<String> FOLDERS = List.of("data", "logs", "conf", "secrets", "run", "applications");

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--yes", description = "Do it. Without it nothing is deleted.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        StackFolder stack = folder.folder();
        if (!yes) {
            System.out.println("This deletes " + String.join(", ", FOLDERS) + " in " + stack.path()
                    + ": every reading, alert and password. Sure? ./tideline reset --yes" + folder.words());
            return 1;
        }
        if (StackLock.isHeld(stack))
            throw new IOException("Tideline runs in " + stack.path() + "; stop it first: ./tideline down");
        for (String name : FOLDERS) Artifacts.deleteTree(stack.path().resolve(name));
        System.out.println("Deleted. The next ./tideline up starts with nothing.");
        return 0;
    }
}
