package io.tideline.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
    private final StackFolder folder;

    StackLockTest(@TempDir Path folder) {
        this.folder = new StackFolder(folder);
    }

    @Test
    void isHeldByOneOnly() throws Exception {
        try (StackLock lock = StackLock.of(folder).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(StackLock.isHeld(folder)).isTrue();
            assertThat(StackLock.of(folder)).isEmpty();
        }
        assertThat(StackLock.isHeld(folder)).isFalse();
    }
}
