package io.tideline.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.artifact.Artifacts;
import io.tideline.local.folder.Checkout;
import io.tideline.local.folder.StackFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    private final Path folder;

    SiteTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void writesNoArchiveOfAnApplicationThatIsDeletedWithItsStack() throws IOException {
        assertThat(site(folder).applicationArchive("job", "job.jar").willBeWritten())
                .isFalse();
        assertThat(site(Path.of("/var/lib/tideline"))
                        .applicationArchive("job", "job.jar")
                        .willBeWritten())
                .isTrue();
    }

    private Site site(Path stack) {
        return new Site(Checkout.find(), new Artifacts(folder.resolve("cache")), new StackFolder(stack));
    }
}
