package io.tideline.api.control;

import com.datastax.oss.driver.api.core.cql.Row;
import io.smallrye.mutiny.Uni;
import io.tideline.api.cassandra.Cassandra;
import io.tideline.api.cassandra.Cassandra.NodeFact;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Cassandra's nodes, and what its keyspaces take on the disk of the node that answers. */
@Singleton
class CassandraReport {

    private static final Logger LOG = Logger.getLogger(CassandraReport.class);
    private static final String TABLES = "SELECT keyspace_name, table_name FROM system_schema.tables";
    /** Has no row for a table of which everything is in memory still. */
    private static final String SIZES = "SELECT keyspace_name, mebibytes FROM system_views.disk_usage";

    private static final long MEBIBYTE = 1024 * 1024;

    private final Cassandra cassandra;

    CassandraReport(Cassandra cassandra) {
        this.cassandra = cassandra;
    }

    /**
     * A node.
     *
     * @param bytes on disk, rounded up to a MiB for each table; null where there are others that were not asked
     */
    record Node(
            String address,
            boolean up,
            String datacenter,
            @Nullable Long bytes) {}

    /**
     * A keyspace of users.
     *
     * @param bytes on disk; 0 while all is in memory still
     */
    record Keyspace(String name, int tables, long bytes) {

        private Keyspace and(Keyspace other) {
            return new Keyspace(name, tables + other.tables, bytes + other.bytes);
        }

        private boolean isOfCassandraItself() {
            return name.startsWith("system");
        }
    }

    record Report(List<Node> nodes, List<Keyspace> keyspaces) {}

    Uni<Report> report() {
        List<NodeFact> nodes = cassandra.nodes();
        return Uni.combine()
                .all()
                .unis(
                        keyspaces(TABLES, row -> new Keyspace(name(row), 1, 0)),
                        keyspaces(SIZES, row -> new Keyspace(name(row), 0, row.getLong("mebibytes") * MEBIBYTE)))
                .asTuple()
                .map(found -> report(nodes, joined(found.getItem1(), found.getItem2())))
                .onFailure()
                .invoke(error -> LOG.debugf("cassandra=away error=\"%s\"", error.getMessage()))
                .onFailure()
                .recoverWithItem(() -> report(nodes, Map.of()));
    }

    private Uni<Map<String, Keyspace>> keyspaces(String cql, Function<Row, Keyspace> keyspace) {
        return cassandra
                .rows(cql)
                .map(keyspace)
                .collect()
                .in(TreeMap<String, Keyspace>::new, (all, one) -> all.merge(one.name(), one, Keyspace::and))
                .map(all -> all);
    }

    private static Map<String, Keyspace> joined(Map<String, Keyspace> tables, Map<String, Keyspace> sizes) {
        Map<String, Keyspace> all = new TreeMap<>(tables);
        sizes.forEach((name, size) -> all.merge(name, size, Keyspace::and));
        return all;
    }

    private static Report report(List<NodeFact> nodes, Map<String, Keyspace> keyspaces) {
        @Nullable
        Long bytes = nodes.size() == 1 && !keyspaces.isEmpty()
                ? keyspaces.values().stream().mapToLong(Keyspace::bytes).sum()
                : null;
        return new Report(
                nodes.stream()
                        .map(node -> new Node(node.address(), node.up(), node.datacenter(), bytes))
                        .toList(),
                keyspaces.values().stream()
                        .filter(keyspace -> !keyspace.isOfCassandraItself())
                        .toList());
    }

    private static String name(Row row) {
        return String.valueOf(row.getString("keyspace_name"));
    }
}
