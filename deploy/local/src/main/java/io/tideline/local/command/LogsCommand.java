package io.tideline.local.command;

import io.tideline.local.folder.StackFolder;
import io.tideline.local.process.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the ends of the logs. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the end of the log of one part, or of all.")
final class LogsCommand implements Callable<Integer> {
    private static final String SUFFIX = ".log";

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A part, as ./tideline status names it.")
    private @Nullable String name;

    @Option(names = "-f", description = "Go on with what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "-n",
            paramLabel = "LINES",
            defaultValue = "20",
            description = "How many lines of each. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Path> logs = logs(folder.folder());
        int width = logs.stream().mapToInt(log -> nameOf(log).length()).max().orElse(0);
        for (Path log : logs) {
            String prefix = logs.size() == 1 ? "" : ("%-" + width + "s | ").formatted(nameOf(log));
            for (String line : Logs.lastLines(log, lines)) System.out.println(prefix + line);
        }
        if (follow) new Following(logs, width).run();
        return 0;
    }

    private List<Path> logs(StackFolder stack) throws IOException {
        Path folderOfLogs = stack.log("any").getParent();
        if (folderOfLogs == null || !Files.isDirectory(folderOfLogs))
            throw new IOException("no logs in " + stack.path() + " yet");
        try (Stream<Path> files = Files.list(folderOfLogs)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            if (name == null) return all;
            return List.of(all.stream()
                    .filter(log -> nameOf(log).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no log of " + name + "; there are "
                            + all.stream().map(LogsCommand::nameOf).collect(Collectors.joining(", ")))));
        }
    }

    static String nameOf(Path log) {
        return log.getFileName().toString().replace(SUFFIX, "");
    }
}
