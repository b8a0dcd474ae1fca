package io.tideline.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to run a process: its words, what it finds in its environment beside ours, where it runs, where its output goes, and
 * the class archive that it makes when it ends, if it makes one. A process that leads a group may leave members of it behind
 * when it dies; they are ended then.
 */
public record Command(
        List<String> words,
        Map<String, String> environment,
        Path folder,
        Path log,
        @Nullable ClassArchive archive,
        boolean leadsGroup) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public Command(List<String> words, Map<String, String> environment, Path folder, Path log) {
        this(words, environment, folder, log, null, false);
    }

    public static Command leadingGroup(List<String> words, Map<String, String> environment, Path folder, Path log) {
        return new Command(words, environment, folder, log, null, true);
    }
}
