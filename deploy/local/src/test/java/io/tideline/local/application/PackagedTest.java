package io.tideline.local.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedTest {
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1");

    @TempDir
    private Path module = Path.of("");

    @Test
    void runsAJarOnTheJvmWithItsOptions() throws IOException {
        left("type=jar\npath=quarkus-app/quarkus-run.jar\n");

        List<String> words = Packaged.in(module).words(OPTIONS);

        assertThat(words.get(0)).endsWith("java");
        assertThat(words.subList(1, words.size()))
                .containsExactly(
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        module.resolve("target/quarkus-app/quarkus-run.jar").toString());
    }

    @Test
    void runsABinaryByItself() throws IOException {
        left("type=native\npath=fetcher-runner\n");

        List<String> words = Packaged.in(module).words(OPTIONS);

        assertThat(words)
                .containsExactly(module.resolve("target/fetcher-runner").toString());
    }

    @Test
    void saysWhatToDoWhereNothingThatRunsIsPackaged() throws IOException {
        assertThatThrownBy(() -> Packaged.in(module))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("./mvnw package -DskipTests");

        left("type=native-sources\npath=native-sources\n");

        assertThatThrownBy(() -> Packaged.in(module))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names 'native-sources', which cannot be run");
    }

    private void left(String artifact) throws IOException {
        Path target = Files.createDirectories(module.resolve("target"));
        Files.writeString(target.resolve("quarkus-artifact.properties"), artifact);
    }
}
