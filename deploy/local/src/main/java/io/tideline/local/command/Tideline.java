package io.tideline.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code ./tideline}. */
@Command(
        name = "tideline",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "A real-time data pipeline on this machine: from an HTTP API to an alert in the browser.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            FetchCommand.class,
            PreviewCommand.class,
            RejectedCommand.class,
            ResetCommand.class,
            SecretsCommand.class,
            ServersCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Everything listens on loopback, on the ports from 8400: dashboard 8400, fetcher 8401, Airflow 8402,",
            "simulator 8403, Spark Master 8404, Spark job 8405, PostgreSQL 8406, Kafka 8407, ZooKeeper 8408,",
            "registry 8409, Cassandra 8410, and up to 8424 among the servers. up --port-base N moves them all.",
            "All state is in .tideline/: data, logs, secrets. reset deletes it.",
            "",
            "Also: dev NAME runs fetcher or alert-api with hot reload over up --infra; bench NAME measures (bench"
                    + " alone lists them)."
        })
public final class Tideline implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        IExecutionExceptionHandler oneLine = (failure, command, parsed) -> {
            command.getErr().println("tideline: " + reason(failure));
            if (System.getenv("TIDELINE_DEBUG") != null) failure.printStackTrace(command.getErr());
            return 1;
        };
        return new CommandLine(new Tideline()).setExecutionExceptionHandler(oneLine);
    }

    /** Alone it prints its help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static String reason(Exception failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage();
        return message != null && speaksForItself(cause) ? message : cause + " (TIDELINE_DEBUG=1 shows where)";
    }

    private static boolean speaksForItself(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure.getClass().getName().startsWith("io.tideline.");
    }
}
