package io.tideline.api.control;

import io.smallrye.mutiny.Uni;
import io.tideline.api.cassandra.Cassandra;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Cassandra's nodes, and what its keyspaces take on the node that answers. */
@Singleton
class CassandraReport {

    private static final String SIZES = "SELECT keyspace_name, mebibytes FROM system_views.disk_usage";
    private static final long MEBIBYTE = 1024 * 1024;

    private final Cassandra cassandra;

    CassandraReport(Cassandra cassandra) {
        this.cassandra = cassandra;
    }

    record Node(
            String address,
            boolean up,
            String datacenter,
            @Nullable Long bytes) {}

    record Keyspace(String name, int tables, long bytes) {

        private Keyspace and(Keyspace other) {
            return new Keyspace(name, tables + other.tables, bytes + other.bytes);
        }
    }

    record Report(List<Node> nodes, List<Keyspace> keyspaces) {}

    Uni<Report> report() {
        List<Node> nodes = cassandra.nodes().stream()
                .map(node -> new Node(node.address(), node.up(), node.datacenter(), null))
                .toList();
        return cassandra
                .rows(SIZES)
                .map(row -> new Keyspace(
                        String.valueOf(row.getString("keyspace_name")), 1, row.getLong("mebibytes") * MEBIBYTE))
                .filter(keyspace -> !keyspace.name().startsWith("system"))
                .collect()
                .in(TreeMap<String, Keyspace>::new, (all, one) -> all.merge(one.name(), one, Keyspace::and))
                .map(Map::values)
                .map(keyspaces -> new Report(nodes, List.copyOf(keyspaces)))
                .onFailure()
                .recoverWithItem(new Report(nodes, List.of()));
    }
}
