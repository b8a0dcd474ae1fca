package io.tideline.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PortsAboveTest {
    @Test
    void givesEveryServerAPortOfItsOwnFromTheBase() {
        PortsAbove ports = new PortsAbove(8400);

        assertThat(Arrays.stream(StackPort.values()).map(ports::of))
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 8400 && port < 8400 + StackPort.values().length);
        assertThat(ports.of(StackPort.ALERT_API)).isEqualTo(8400);
    }

    @Test
    void saysWhichPortIsInUseByWhomAndHowToMove() throws Exception {
        PortsAbove ports = new PortsAbove(new FreePorts().next());
        try (ServerSocket other = new ServerSocket(ports.of(StackPort.KAFKA), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(PortInUseException.class)
                    .hasMessage(
                            "Port %d, for kafka, is in use by java (pid %d). Stop that, or move Tideline: ./tideline up --port-base %d"
                                    .formatted(
                                            other.getLocalPort(),
                                            ProcessHandle.current().pid(),
                                            ports.base() + 1000));
        }
    }

    @Test
    void refusesABaseThatLeavesNoRoom() {
        assertThatThrownBy(() -> new PortsAbove(65_530))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("port base 65530 is not between 1024 and 655");
    }
}
