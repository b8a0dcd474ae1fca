package io.tideline.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    private final Secrets secrets;

    SecretsTest(@TempDir Path folder) {
        this.secrets = new Secrets(folder.resolve("secrets"));
    }

    @Test
    void generatesAPasswordOnce() throws Exception {
        String first = secrets.password("operator");

        assertThat(first).hasSize(24).isEqualTo(secrets.password("operator")).isNotEqualTo(secrets.password("airflow"));
    }

    @Test
    void letsOnlyTheOwnerReadIt() throws Exception {
        String unused = secrets.password("operator");

        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("operator")));
        assertThat(permissions).isEqualTo("rw-------");
    }
}
