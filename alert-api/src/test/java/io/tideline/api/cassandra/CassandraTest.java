package io.tideline.api.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class CassandraTest {

    @Test
    void showsEveryNodeByHostAndPort() throws Exception {
        InetSocketAddress contactPoint = InetSocketAddress.createUnresolved("127.0.0.1", 9042);
        InetSocketAddress told = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 9043);

        assertThat(Cassandra.address(new DefaultEndPoint(contactPoint).toString()))
                .isEqualTo("127.0.0.1:9042");
        assertThat(Cassandra.address(new DefaultEndPoint(told).toString())).isEqualTo("127.0.0.1:9043");
    }
}
