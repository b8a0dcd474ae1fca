package io.tideline.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tideline.local.process.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private final Path folder;
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor = new Supervisor(reports::add);
    private final RunningPart part;

    SupervisorTest(@TempDir Path folder) {
        this.folder = folder;
        this.part = new RunningPart(ShellPart.well(folder, "only"), folder.resolve("run"), changed -> {});
    }

    @BeforeEach
    void start() throws Exception {
        part.start();
        supervisor.watch(part);
    }

    @AfterEach
    void stop() throws Exception {
        supervisor.close();
        part.stop();
    }

    @Test
    void startsAgainWhatHasDiedAndSaysSo() throws Exception {
        part.crash();

        await().atMost(Duration.ofSeconds(20)).until(() -> reports.size() == 2);
        assertThat(reports.get(0)).isEqualTo("only ended with code 137; it is started again in 1 s");
        assertThat(reports.get(1)).startsWith("only is ready again after");
        assertThat(part.child()).get().matches(Child::isAlive);
    }

    @Test
    void waitsLongerWhenItDiesAgain() throws Exception {
        part.crash();
        await().atMost(Duration.ofSeconds(20)).until(() -> reports.size() == 2);

        part.crash();

        await().atMost(Duration.ofSeconds(20)).until(() -> reports.size() == 4);
        assertThat(reports.get(2)).isEqualTo("only ended with code 137; it is started again in 2 s");
    }

    @Test
    void leavesStoppedWhatWasStopped() throws Exception {
        part.stop();
        supervisor.watch(part);

        await().during(Duration.ofSeconds(2)).until(() -> reports.isEmpty() && part.state() == State.STOPPED);
        assertThat(folder.resolve("order")).hasContent("only");
    }
}
