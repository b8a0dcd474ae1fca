package io.tideline.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedTest {
    private final Path folder;

    EndedTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void tellsTheCodeAndBothOutputsAndNothingOfTheRunBefore() throws Exception {
        Path log = folder.resolve("logs/run.log");
        Ended first = Ended.after(List.of("sh", "-c", "echo before"), log);

        Ended second = Ended.after(List.of("sh", "-c", "echo said; echo cried >&2; exit 3"), log);

        assertThat(first).isEqualTo(new Ended(0, "before\n"));
        assertThat(second).isEqualTo(new Ended(3, "said\ncried\n"));
        assertThat(Files.readString(log)).isEqualTo(second.output());
    }
}
