package io.tideline.local.command;

import io.tideline.local.folder.StackFolder;
import io.tideline.local.process.Leftovers;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a stack. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything in order. The data stay.")
final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private FolderOption folder = new FolderOption();

    @Override
    public Integer call() throws IOException {
        StackFolder stack = folder.folder();
        Instant begin = Instant.now();
        Optional<ProcessHandle> launcher = StackState.launcher(stack).process();
        launcher.ifPresent(DownCommand::end);
        List<String> leftovers = Leftovers.end(stack.run());
        if (launcher.isEmpty() && leftovers.isEmpty()) {
            System.out.println("Tideline does not run in " + stack.path() + ".");
            return 0;
        }
        if (!leftovers.isEmpty())
            System.out.println("Ended what a killed start had left running: " + String.join(", ", leftovers));
        System.out.printf(
                "Tideline is stopped after %.1f s.%n",
                Duration.between(begin, Instant.now()).toMillis() / 1000.0);
        return 0;
    }

    /** The launcher stops its parts when it is asked to end. */
    private static void end(ProcessHandle launcher) {
        launcher.destroy();
        launcher.onExit()
                .completeOnTimeout(launcher, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (launcher.isAlive()) launcher.destroyForcibly();
    }
}
