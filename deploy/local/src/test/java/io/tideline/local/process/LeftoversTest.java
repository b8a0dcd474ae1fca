package io.tideline.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private final Path folder;
    private final PidFile file;
    private final Child child;

    LeftoversTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        this.file = new PidFile(folder.resolve("kafka.pid"));
        Command command = new Command(List.of("sleep", "600"), Map.of(), folder, folder.resolve("log"));
        this.child = Child.start(command, file);
    }

    @AfterEach
    void kill() throws Exception {
        child.kill();
    }

    @Test
    void endsAProcessThatAPidFileRemembers() throws Exception {
        List<String> ended = Leftovers.end(folder);

        assertThat(ended).containsExactly("kafka");
        assertThat(child.isAlive()).isFalse();
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void sparesAProcessThatHasTheIdButStartedAtAnotherTime() throws Exception {
        Files.writeString(file.path(), child.pid() + "\n" + Instant.parse("2026-01-01T00:00:00Z") + "\n");

        List<String> ended = Leftovers.end(folder);

        assertThat(ended).isEmpty();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void findsNothingWhereNothingWasStarted() throws Exception {
        assertThat(Leftovers.end(folder.resolve("nothing"))).isEmpty();
    }
}
