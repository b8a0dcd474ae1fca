package io.tideline.local.container;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Prepares one server for the pipeline. Each command may be run again and then changes what has changed. Passwords come from
 * the environment; one that is missing stops the command with its name.
 */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Prepares one server for the pipeline; may be run again.",
        synopsisSubcommandLabel = "SERVER",
        subcommands = {
            PreparePostgres.class,
            PrepareKafka.class,
            PrepareRegistry.class,
            PrepareCassandra.class,
            PrepareUsers.class
        })
public final class PrepareCommand {
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new PrepareCommand())
                .setExecutionExceptionHandler((failure, command, all) -> {
                    command.getErr().println("prepare: " + failure.getMessage());
                    return 1;
                });
        System.exit(line.execute(arguments));
    }
}
