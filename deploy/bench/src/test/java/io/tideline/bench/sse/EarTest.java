package io.tideline.bench.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarTest {
    private final Crowd crowd = new Crowd(1, "/");
    private final EmbeddedChannel channel = new EmbeddedChannel(new Ear(crowd, "/", new Semaphore(0)));

    @AfterEach
    void leave() {
        crowd.close();
    }

    @Test
    void hearsEventsHoweverTheyAreCutInPieces() {
        hear("HTTP/1.1 200 OK\r\n\r\n:\n\ndata: {\"id\":\"ben");
        hear("ch-1-17000000");
        hear("00000\"}\n\ndata: {\"id\":\"bench-2-1700000000000\"}\n\n");

        assertThat(crowd.held).hasValue(1);
        assertThat(crowd.received).hasValue(2);
        assertThat(crowd.faults).hasValue(0);
    }

    @Test
    void noticesAnEventThatIsMissingAndOneThatComesTwice() {
        hear("HTTP/1.1 200 OK\r\n\r\n");
        hear("bench-1-1. bench-3-1. bench-3-1. bench-4-1.");

        assertThat(crowd.received).hasValue(4);
        assertThat(crowd.faults).hasValue(2);
    }

    @Test
    void countsAConnectionThatIsRefusedOrEndsAsLost() {
        hear("HTTP/1.1 503 Service Unavailable\r\n\r\n");
        assertThat(crowd.lost).hasValue(1);

        EmbeddedChannel second = new EmbeddedChannel(new Ear(crowd, "/", new Semaphore(0)));
        second.writeInbound(Unpooled.copiedBuffer("HTTP/1.1 200 OK\r\n\r\n", StandardCharsets.US_ASCII));
        second.close().syncUninterruptibly();

        assertThat(crowd.lost).hasValue(2);
        assertThat(crowd.held).hasValue(0);
    }

    private void hear(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }
}
