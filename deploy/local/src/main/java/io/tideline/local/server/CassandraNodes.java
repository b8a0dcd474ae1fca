package io.tideline.local.server;

import io.tideline.local.server.CassandraRing.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The Cassandra nodes of a stack. */
public record CassandraNodes(List<Cassandra> nodes) {
    /** At which rows are read and written: what was acknowledged is read, and of three nodes one may be away. */
    public static final String CONSISTENCY = "LOCAL_QUORUM";

    public CassandraNodes {
        nodes = List.copyOf(nodes);
    }

    /** A node for each port for clients, which has the port for other nodes that stands at the same place; each row is on all of them. */
    public static CassandraNodes of(Site site, List<Integer> ports, List<Integer> storagePorts) {
        List<Ports> places = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) places.add(new Ports(ports.get(i), storagePorts.get(i)));
        CassandraRing ring = new CassandraRing(places);
        return new CassandraNodes(IntStream.range(0, places.size())
                .mapToObj(place -> new Cassandra(site, place, ring))
                .toList());
    }

    public Set<String> names() {
        return nodes.stream().map(Cassandra::name).collect(Collectors.toUnmodifiableSet());
    }

    /** All of them, for clients: host and port, joined by commas. */
    public String addresses() {
        return nodes.stream().map(Cassandra::address).collect(Collectors.joining(","));
    }
}
