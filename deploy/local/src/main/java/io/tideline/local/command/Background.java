package io.tideline.local.command;

import io.tideline.local.folder.StackFolder;
import io.tideline.local.process.JavaCommand;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A launcher that outlives this command and its terminal. */
final class Background {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private Background() {}

    /** Starts it with the words of this command, shows what it says, and returns when its stack is ready. */
    static int start(StackFolder stack, List<String> words) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        boolean firstTime = Summary.isFirstTime(stack);
        Path log = stack.log("launcher");
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(log);
        Process launcher = new ProcessBuilder(line(words))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int shown = 0;
        while (launcher.isAlive()) {
            shown = show(log, shown);
            Optional<StackState> state = StackState.read(stack).filter(StackState::ready);
            if (state.isPresent()) {
                new Summary(stack, state.get()).print(firstTime, Duration.between(begin, Instant.now()));
                return 0;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
        show(log, shown);
        return launcher.exitValue();
    }

    /** nohup: the end of the terminal is no reason to stop. */
    private static List<String> line(List<String> words) {
        List<String> line = new ArrayList<>(List.of("nohup", JavaCommand.JAVA.toString()));
        line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        line.removeIf(word -> word.startsWith("-Dtideline.terminal"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Tideline.class.getName()));
        line.addAll(words);
        line.removeIf("--detach"::equals);
        line.add("--background");
        return line;
    }

    private static int show(Path log, int shown) throws IOException {
        List<String> lines = Files.readAllLines(log);
        lines.subList(shown, lines.size()).forEach(System.out::println);
        return lines.size();
    }
}
