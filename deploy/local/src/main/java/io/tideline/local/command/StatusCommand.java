package io.tideline.local.command;

import io.tideline.local.folder.StackFolder;
import io.tideline.local.status.PartReport;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the parts of a stack. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows every part: state, address, pid, memory, when it last wrote something.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all parts are ready", "1:some are not", "3:nothing runs"})
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_READY = 1;
    private static final int NOTHING_RUNS = 3;
    private static final double MIB = 1024 * 1024;

    @Mixin
    private FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "One JSON object, keyed by part.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        StackFolder stack = folder.folder();
        Optional<StackState> state = StackState.read(stack);
        if (state.isEmpty()) {
            System.out.println(json ? "{}" : "Tideline does not run in " + stack.path() + ". ./tideline up starts it.");
            return NOTHING_RUNS;
        }
        Map<String, PartReport> parts = PartReport.all(stack, state.get());
        if (json) printJson(parts);
        else printTable(parts);
        return parts.values().stream().allMatch(part -> part.state().equals("ready")) ? 0 : NOT_READY;
    }

    private static void printJson(Map<String, PartReport> parts) throws IOException {
        System.out.println(ReportJson.of(parts));
    }

    private static void printTable(Map<String, PartReport> parts) {
        System.out.printf(
                "%-22s %-9s %-28s %8s %9s  %s%n", "part", "state", "address", "pid", "memory", "last sign of work");
        parts.forEach((name, part) -> System.out.printf(
                "%-22s %-9s %-28s %8s %6.0f MB  %s%n",
                name,
                part.state(),
                part.address(),
                part.pid() == null ? "-" : part.pid(),
                part.residentBytes() / MIB,
                ago(part.lastWorkAt())));
        long total =
                parts.values().stream().mapToLong(PartReport::residentBytes).sum();
        System.out.printf("%-22s %-9s %-28s %8s %6.0f MB%n", "", "", "", "all", total / MIB);
    }

    private static String ago(@Nullable Instant instant) {
        if (instant == null) return "-";
        Duration ago = Duration.between(instant, Instant.now());
        if (ago.toMinutes() < 2) return Math.max(0, ago.toSeconds()) + " s ago";
        return ago.toHours() < 2 ? ago.toMinutes() + " min ago" : ago.toHours() + " h ago";
    }
}
