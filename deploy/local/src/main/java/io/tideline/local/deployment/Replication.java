package io.tideline.local.deployment;

import com.datastax.oss.driver.api.core.CqlSession;

/** On how many servers each record of Kafka and each row of Cassandra is. */
public record Replication(int factor) {
    /** One server, with everything. */
    public static final Replication NONE = new Replication(1);

    public Replication {
        if (factor < 1) throw new IllegalArgumentException("replication factor " + factor + " is less than 1");
    }

    /** How many must have what counts as written: most of them, so that of three one may be away. */
    public int quorum() {
        return factor / 2 + 1;
    }

    public boolean isNone() {
        return factor == 1;
    }

    /** Has a keyspace kept so. Rows that it has already are copied by {@code nodetool repair}. */
    public void apply(CqlSession session, String keyspace, String datacenter) {
        // More than one copy is a matter of racks and datacenters, which only this strategy knows.
        session.execute("ALTER KEYSPACE " + keyspace + " WITH replication = {'class': 'NetworkTopologyStrategy', '"
                + datacenter + "': " + factor + "}");
    }
}
