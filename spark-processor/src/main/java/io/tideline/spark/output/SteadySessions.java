package io.tideline.spark.output;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.spark.connector.cql.CassandraConnectionFactory;
import com.datastax.spark.connector.cql.CassandraConnectorConf;
import com.datastax.spark.connector.cql.DefaultConnectionFactory;
import com.datastax.spark.connector.cql.Scanner;
import com.datastax.spark.connector.rdd.ReadConf;
import java.time.Duration;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Set;

/**
 * The connector's own sessions, but that they read the schema again after Cassandra was away: {@link SteadySchema}. A record, so that all are equal: the connector
 * gives tasks with equal factories the same session, and would open one for each task otherwise.
 */
public record SteadySessions() implements CassandraConnectionFactory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public CqlSession createSession(CassandraConnectorConf conf) {
        return SteadySchema.of(() -> DefaultConnectionFactory.createSession(conf), PATIENCE);
    }

    @Override
    public Set<String> properties() {
        return DefaultConnectionFactory.properties();
    }

    @Override
    public Scanner getScanner(ReadConf reading, CassandraConnectorConf conf, IndexedSeq<String> columns) {
        return DefaultConnectionFactory.getScanner(reading, conf, columns);
    }
}
