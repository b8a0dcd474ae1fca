package io.tideline.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.server.CassandraRing.Ports;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CassandraRingTest {
    private final CassandraRing alone = new CassandraRing(List.of(new Ports(1, 2)));
    private final CassandraRing three = new CassandraRing(List.of(new Ports(1, 2), new Ports(3, 4), new Ports(5, 6)));

    @Test
    void callsTheFirstNodeAsOneAlone() {
        assertThat(alone.name(0)).isEqualTo("cassandra");
        assertThat(IntStream.range(0, 3).mapToObj(three::name))
                .containsExactly("cassandra", "cassandra-2", "cassandra-3");
    }

    @Test
    void letsOneNodeJoinAfterTheOther() {
        assertThat(three.before(0)).isEmpty();
        assertThat(three.before(1)).containsExactly("cassandra");
        assertThat(three.before(2)).containsExactlyInAnyOrder("cassandra", "cassandra-2");
    }

    @Test
    void spreadsItsTokensEvenly() {
        assertThat(IntStream.range(0, 3).mapToObj(place -> token(three, place)))
                .containsExactly("0", "6148914691236517205", "-6148914691236517206");
        assertThat(token(alone, 0)).isEqualTo("0");
    }

    @Test
    void keepsARowOnEveryNode() {
        assertThat(three.replication().factor()).isEqualTo(3);
        assertThat(three.replication().quorum()).isEqualTo(2);
        assertThat(alone.replication().isNone()).isTrue();
    }

    @Test
    void aNodeWaitsForItsNeighboursBeforeItLetsClientsIn() {
        assertThat(alone.startOptions(0)).containsEntry("cassandra.skip_wait_for_gossip_to_settle", 0);
        assertThat(three.startOptions(0)).doesNotContainKey("cassandra.skip_wait_for_gossip_to_settle");
    }

    private static String token(CassandraRing ring, int place) {
        return String.valueOf(ring.startOptions(place).get("cassandra.initial_token"));
    }
}
