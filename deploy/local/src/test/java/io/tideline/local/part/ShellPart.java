package io.tideline.local.part;

import io.tideline.local.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part that is a shell script; it is ready when it has made its file {@code NAME.ready}. */
record ShellPart(Path folder, String name, String script, Set<String> needs, Set<String> startsAfter) implements Part {
    static final String READY = "echo $NAME >>order; touch $NAME.ready; exec sleep 600";

    ShellPart(Path folder, String name, String script, Set<String> needs) {
        this(folder, name, script, needs, needs);
    }

    static ShellPart well(Path folder, String name, String... needs) {
        return new ShellPart(folder, name, READY, Set.of(needs));
    }

    @Override
    public String address() {
        return "nowhere:" + name;
    }

    @Override
    public Command command() throws IOException {
        Files.deleteIfExists(readyFile());
        return new Command(List.of("sh", "-c", script), Map.of("NAME", name), folder, log());
    }

    @Override
    public boolean isReady() {
        return Files.exists(readyFile());
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    Path log() {
        return folder.resolve(name + ".log");
    }

    private Path readyFile() {
        return folder.resolve(name + ".ready");
    }
}
