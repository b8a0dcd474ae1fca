package io.tideline.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tideline.local.process.JavaCommand;
import io.tideline.local.servers.LocalServers.Server;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KilledTestIT {
    /** Starts a server, says which process it is, and stays. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) throws InterruptedException {
            LocalServers servers = LocalServers.start(Server.ZOOKEEPER);
            System.out.println("zookeeper " + servers.pid(Server.ZOOKEEPER));
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }

    @Test
    void leavesNothingThatTheNextStartDoesNotEnd() throws Exception {
        List<String> words = List.of(
                JavaCommand.JAVA.toString(), "-cp", System.getProperty("java.class.path"), Killed.class.getName());
        Process test = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = test.inputReader()
                .lines()
                .filter(line -> line.startsWith("zookeeper "))
                .findFirst()
                .orElseThrow();
        ProcessHandle server =
                ProcessHandle.of(Long.parseLong(said.split(" ", 2)[1])).orElseThrow();
        test.destroyForcibly().waitFor();
        assertThat(server.isAlive()).isTrue();

        LocalServers.start(Server.POSTGRES).close();

        await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive());
    }
}
