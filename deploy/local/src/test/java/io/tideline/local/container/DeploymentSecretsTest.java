package io.tideline.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentSecretsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private Path example = Path.of("");

    @BeforeEach
    void writeAnExample() throws IOException {
        file = folder.resolve(".env");
        example = Files.writeString(folder.resolve("env.example"), """
                # Said by hand.
                PORT=8400

                ONE_PASSWORD=
                OTHER_PASSWORD=
                """);
    }

    @Test
    void generatesASecretForEachVariableThatTheExampleLeavesEmpty() throws IOException {
        new DeploymentSecrets(example, file).write();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).contains("# Said by hand.", "PORT=8400");
        String one = value(lines, "ONE_PASSWORD");
        assertThat(Base64.getUrlDecoder().decode(one)).hasSize(32);
        assertThat(value(lines, "OTHER_PASSWORD")).isNotEmpty().isNotEqualTo(one);
    }

    @Test
    void letsNobodyButTheOwnerReadThem() throws IOException {
        new DeploymentSecrets(example, file).write();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsEveryValueOfAnEarlierFileAndAddsWhatIsNew() throws IOException {
        Files.writeString(file, "PORT=9000\nONE_PASSWORD=mine=\nOWN=1\n");

        List<String> added = new DeploymentSecrets(example, file).write();

        assertThat(added).containsExactly("OTHER_PASSWORD");
        assertThat(Files.readAllLines(file)).contains("PORT=9000", "ONE_PASSWORD=mine=", "OWN=1");
    }

    @Test
    void changesNothingInACompleteFile() throws IOException {
        DeploymentSecrets secrets = new DeploymentSecrets(example, file);
        secrets.write();
        String before = Files.readString(file);

        assertThat(secrets.write()).isEmpty();
        assertThat(file).hasContent(before);
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
