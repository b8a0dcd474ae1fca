package io.tideline.bench;

import io.tideline.bench.backfill.BackfillBench;
import io.tideline.bench.fetch.FetchBench;
import io.tideline.bench.fetch.HistoryBench;
import io.tideline.bench.latency.LatencyCommand;
import io.tideline.bench.sse.SseBench;
import io.tideline.bench.start.StartBench;
import io.tideline.bench.stream.BacklogCommand;
import io.tideline.bench.stream.StreamCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code ./tideline bench}. A bench starts the servers that it needs on free ports and in a folder of its own, measures
 * its ceiling in the same run, prints a table for people, ends with one {@link Result} line, and leaves nothing behind.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures this machine's Tideline against a ceiling taken in the same run.",
        synopsisSubcommandLabel = "NAME",
        subcommands = {
            FetchBench.class,
            HistoryBench.class,
            BackfillBench.class,
            StreamCommand.class,
            BacklogCommand.class,
            LatencyCommand.class,
            SseBench.class,
            StartBench.class,
            CommandLine.HelpCommand.class
        })
public final class Bench implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    /** Alone it prints what can be measured. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }
}
