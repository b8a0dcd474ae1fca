package io.tideline.api.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZooKeeperReportTest {

    @Test
    void readsWhatAServerSaysOfItself() {
        String answer = """
                Zookeeper version: 3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC
                Latency min/avg/max: 0/0.4375/14
                Received: 1037
                Sent: 1046
                Connections: 1
                Outstanding: 0
                Zxid: 0x9c
                Mode: leader
                Node count: 156
                """;

        assertThat(ZooKeeperReport.voter("zk:2181", answer))
                .isEqualTo(new TopicReport.Voter("zk:2181", "leader", 0.4375, 1L, 156L));
    }

    @Test
    void callsAServerGoneThatServesNobody() {
        assertThat(ZooKeeperReport.voter("zk:2181", "This ZooKeeper instance is not currently serving requests\n"))
                .isEqualTo(new TopicReport.Voter("zk:2181", "gone", null, null, null));
    }
}
