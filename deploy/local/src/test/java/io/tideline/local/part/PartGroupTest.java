package io.tideline.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tideline.local.process.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartGroupTest {
    private final Path folder;
    private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    private PartGroup group = new PartGroup(List.of());

    PartGroupTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        group.stop();
    }

    @Test
    void startsEachPartAfterWhatItNeeds() throws Exception {
        group = group(
                ShellPart.well(folder, "first"),
                ShellPart.well(folder, "second", "first"),
                ShellPart.well(folder, "third", "second"));

        group.start();

        assertThat(folder.resolve("order")).hasContent("first\nsecond\nthird");
        assertThat(group.parts()).allMatch(part -> part.state() == State.READY);
    }

    @Test
    void startsBeforeWhatItNeedsAPartThatWaitsByItselfAndStopsItBefore() {
        group = group(
                new ShellPart(folder, "server", "until [ -e begun ]; do sleep 0.1; done; " + ShellPart.READY, Set.of()),
                new ShellPart(
                        folder,
                        "patient",
                        "touch begun; until [ -e server.ready ]; do sleep 0.1; done; " + ShellPart.READY,
                        Set.of("server"),
                        Set.of()));

        group.start();
        group.stop();

        assertThat(folder.resolve("order")).hasContent("server\npatient");
        assertThat(stopped).containsExactly("patient", "server");
    }

    @Test
    void stopsEachPartBeforeWhatItNeeds() {
        group = group(
                ShellPart.well(folder, "first"),
                ShellPart.well(folder, "second", "first"),
                ShellPart.well(folder, "third", "second"));
        group.start();
        List<ProcessHandle> processes = processes();

        group.stop();

        assertThat(stopped).containsExactly("third", "second", "first");
        assertThat(processes).hasSize(3).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void tellsWhichPartFailedWithTheEndOfItsLogAndWhatToDo() {
        group = group(
                ShellPart.well(folder, "well"),
                new ShellPart(folder, "broken", "echo no space left on device; exit 7", Set.of()),
                ShellPart.well(folder, "dependent", "broken"));

        assertThatThrownBy(group::start)
                .isInstanceOf(PartFailedException.class)
                .hasMessageContainingAll(
                        "broken did not start: its process ended with code 7",
                        "no space left on device",
                        folder.resolve("broken.log").toString(),
                        "Mend the cause and start again");
        assertThat(group.part("dependent").state()).isEqualTo(State.WAITING);
    }

    @Test
    void startsAgainWhatWasKilled() throws Exception {
        group = group(ShellPart.well(folder, "only"));
        group.start();
        RunningPart part = group.part("only");
        part.kill();

        part.rearm();
        part.start();

        assertThat(part.child()).get().matches(Child::isAlive);
        // Ready by the file of its first run, it may yet have to write.
        await().untilAsserted(() -> assertThat(folder.resolve("order")).hasContent("only\nonly"));
    }

    private PartGroup group(Part... parts) {
        return new PartGroup(Stream.of(parts)
                .map(part -> new RunningPart(part, folder.resolve("run"), this::noteStop))
                .toList());
    }

    private void noteStop(RunningPart part) {
        if (part.state() == State.STOPPED) stopped.add(part.name());
    }

    private List<ProcessHandle> processes() {
        return group.parts().stream()
                .flatMap(part -> part.child().stream())
                .flatMap(child -> ProcessHandle.of(child.pid()).stream())
                .toList();
    }
}
