package io.tideline.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Path folder;

    ChildTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void keepsWhatItSaysInItsLog() throws Exception {
        Child child = start("echo out; echo err >&2");

        assertThat(child.onExit().join()).isZero();
        assertThat(Logs.lastLines(folder.resolve("log"), 10)).containsExactly("out", "err");
    }

    @Test
    void stopsWithTheSignalThatItWants() throws Exception {
        // Not a shell: it cannot trap a signal that was ignored when it started, as in a job in the background.
        Child child = start(List.of("python3", "-c", """
                import pathlib, signal, sys
                signal.signal(signal.SIGINT, lambda *_: (print("asked"), sys.exit(3)))
                pathlib.Path("ready").touch()
                while True: signal.pause()
                """));
        await().until(() -> Files.exists(folder.resolve("ready")));

        child.stop(Child.Signal.INT, GRACE);

        assertThat(child.onExit().join()).isEqualTo(3);
        assertThat(Logs.lastLines(folder.resolve("log"), 1)).containsExactly("asked");
    }

    @Test
    void killsWhatDoesNotStopInTime() throws Exception {
        Child child = start("trap '' TERM; touch ready; while :; do sleep 0.05; done");
        await().until(() -> Files.exists(folder.resolve("ready")));

        child.stop(Child.Signal.TERM, Duration.ofMillis(300));

        assertThat(child.onExit().join()).isEqualTo(128 + 9);
    }

    /** What they hold, a port or shared memory, is wanted again at once. */
    @Test
    void returnsFromAKillWhenAlsoWhatTheProcessStartedIsGone() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path pids = folder.resolve("pids" + round);
            Child child = start("for i in 1 2 3 4 5; do sleep 60 & echo $! >> " + pids + "; done; wait");
            await().until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 5);

            child.kill();

            for (String pid : Files.readAllLines(pids))
                assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                        .isEmpty();
        }
    }

    @Test
    void endsTheMembersOfAGroupThatItsLeaderLeftBehind() throws Exception {
        List<String> words = List.of(
                "python3",
                "-c",
                "import os,sys; os.setsid(); os.execv('/bin/sh', ['sh', '-c', 'sleep 600 & echo $! >member; exit 0'])");
        Child leader = Child.start(
                Command.leadingGroup(words, Map.of(), folder, folder.resolve("log")),
                new PidFile(folder.resolve("pid")));
        leader.onExit().join();

        long member = Long.parseLong(Files.readString(folder.resolve("member")).strip());
        await().atMost(GRACE)
                .until(() ->
                        ProcessHandle.of(member).filter(ProcessHandle::isAlive).isEmpty());
    }

    private Child start(String script) throws Exception {
        return start(List.of("sh", "-c", script));
    }

    private Child start(List<String> words) throws Exception {
        Command command = new Command(words, Map.of(), folder, folder.resolve("log"));
        return Child.start(command, new PidFile(folder.resolve("pid")));
    }
}
