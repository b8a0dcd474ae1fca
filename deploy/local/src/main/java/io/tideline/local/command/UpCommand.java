package io.tideline.local.command;

import io.tideline.local.LocalStack;
import io.tideline.local.StackOptions;
import io.tideline.local.StackOptions.Choice;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.folder.StackLock;
import io.tideline.local.port.PortsAbove;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack and stays with it. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts everything, shows how, and prints the addresses.")
final class UpCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(
            names = "--infra",
            description = "Without fetcher, alert API and Airflow: run those two with ./tideline dev NAME.")
    private boolean infra;

    @Option(names = "--without-airflow", description = "The fetcher keeps the schedule itself.")
    private boolean withoutAirflow;

    @Option(names = "--kraft", description = "Kafka without ZooKeeper.")
    private boolean kraft;

    @Option(
            names = "--cluster",
            description = "Three brokers and three Cassandra nodes: any one of them, or a Worker, may be lost.")
    private boolean cluster;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "8400",
            description = "The first of the ports. Default: ${DEFAULT-VALUE}.")
    private int portBase;

    /** For the process behind {@code --detach}: what a person reads is said by the one in front. */
    @Option(names = "--background", hidden = true)
    private boolean background;

    /** Held as long as the JVM lives. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable StackLock lock;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackFolder stack = folder.folder();
        if (StackLock.isHeld(stack)) return runsAlready(stack);
        if (detach) {
            return Background.start(
                    stack, spec.commandLine().getParent().getParseResult().originalArgs());
        }
        lock = StackLock.of(stack).orElseThrow(() -> new IOException("another start was faster in " + stack.path()));
        stay(stack);
        return 0;
    }

    private int runsAlready(StackFolder stack) throws IOException {
        System.out.println("Tideline runs already in " + stack.path()
                + ". See ./tideline status, or stop it: ./tideline down" + folder.words());
        StackState.read(stack).ifPresent(state -> new Summary(stack, state).printAddresses());
        return 0;
    }

    private void stay(StackFolder stack) throws IOException, InterruptedException {
        StackState.begin(stack);
        boolean firstTime = Summary.isFirstTime(stack);
        try (Progress progress = new Progress(stack)) {
            LocalStack started = LocalStack.start(options(stack), progress);
            progress.ready(started);
            if (!background) new Summary(stack, StackState.of(started, true)).print(firstTime, progress.took());
            if (infra) DevelopmentVariables.write(stack, started.environment());
            // Until a signal ends the JVM; the stack's own hook then stops the parts.
            new CountDownLatch(1).await();
        }
    }

    private StackOptions options(StackFolder stack) throws IOException {
        StackOptions options = StackOptions.in(stack.path(), new PortsAbove(portBase));
        if (infra) options = options.with(Choice.INFRA);
        if (withoutAirflow) options = options.with(Choice.WITHOUT_AIRFLOW);
        if (kraft) options = options.with(Choice.KRAFT);
        if (cluster) options = options.with(Choice.CLUSTER);
        StackKind.keep(stack, options);
        return options;
    }
}
