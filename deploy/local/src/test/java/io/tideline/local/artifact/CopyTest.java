package io.tideline.local.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {
    private final Path source;
    private final Path target;

    CopyTest(@TempDir Path folder) throws Exception {
        this.source = folder.resolve("source");
        this.target = folder.resolve("target/copy");
        Files.createDirectories(source.resolve("lib"));
        Files.writeString(source.resolve("lib/a.jar"), "a");
        Files.writeString(source.resolve("run.jar"), "run");
    }

    @Test
    void makesTheTargetTheSameAsTheSource() throws Exception {
        Path first = Copy.of(source, target);
        Files.writeString(source.resolve("run.jar"), "run, built again");
        Files.delete(source.resolve("lib/a.jar"));
        Files.writeString(source.resolve("lib/b.jar"), "b");

        Path second = Copy.of(source, target);

        assertThat(second).isEqualTo(first);
        assertThat(second.resolve("run.jar")).hasContent("run, built again");
        assertThat(second.resolve("lib"))
                .isDirectoryContaining("glob:**b.jar")
                .isDirectoryNotContaining("glob:**a.jar");
    }

    @Test
    void saysThatThereIsNothingBuilt() {
        assertThatThrownBy(() -> Copy.of(source.resolve("missing.jar"), target))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageEndingWith("missing.jar is not built; ./mvnw package -DskipTests builds it");
    }
}
