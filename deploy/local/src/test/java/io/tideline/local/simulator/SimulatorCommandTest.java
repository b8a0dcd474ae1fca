package io.tideline.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulatorCommandTest {
    private final StringWriter errors = new StringWriter();

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = run("--port", Integer.toString(taken.getLocalPort()));

            assertThat(code).isEqualTo(2);
            assertThat(errors.toString())
                    .startsWith("port " + taken.getLocalPort() + " of 127.0.0.1 is not free")
                    .contains("name another with --port");
        }
    }

    @Test
    void refusesAStepThatIsNotWholeSeconds() {
        int code = run("--step", "PT0.5S");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--step is PT0.5S: it must be whole seconds, 1 at least");
    }

    @Test
    void refusesAHeatWaveThatNeverEnds() {
        int code = run("--heat-every", "PT1M");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith("a heat wave of PT2M20S cannot come every PT1M");
    }

    private int run(String... arguments) {
        return new CommandLine(new SimulatorCommand())
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
