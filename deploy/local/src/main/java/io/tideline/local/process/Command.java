package io.tideline.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to run a process: its words, what it finds in its environment beside ours, where it runs and where its output goes. A
 * process that leads a group may leave members of it behind when it dies; they are ended then.
 */
public record Command(List<String> words, Map<String, String> environment, Path folder, Path log, boolean leadsGroup) {
    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public Command(List<String> words, Map<String, String> environment, Path folder, Path log) {
        this(words, environment, folder, log, false);
    }

    public static Command leadingGroup(List<String> words, Map<String, String> environment, Path folder, Path log) {
        return new Command(words, environment, folder, log, true);
    }
}
