package io.tideline.local.server;

import io.tideline.local.deployment.Replication;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where the nodes of a ring are, in the order in which they join. The first is the seed of the others, and named as one alone would be. All have the same address and
 * ports of their own, which Cassandra allows and which no system has to be prepared for.
 */
record CassandraRing(List<Ports> places) {
    /** Where a node listens: for clients, and for the other nodes. */
    record Ports(int clients, int nodes) {}

    /** There is nobody to wait for. */
    private static final Map<String, Object> WITHOUT_NEIGHBOURS =
            Map.of("cassandra.skip_wait_for_gossip_to_settle", 0, "cassandra.ring_delay_ms", 0);

    /** Clients are let in when it is known who is there, which takes a second on one machine and not the half minute of a datacenter. */
    private static final Map<String, Object> WITH_NEIGHBOURS = Map.of(
            "cassandra.gossip_settle_min_wait_ms", 1000,
            "cassandra.gossip_settle_interval_ms", 500,
            "cassandra.ring_delay_ms", 5000);

    /** How many tokens there are. */
    private static final BigInteger ALL_TOKENS = BigInteger.TWO.pow(64);

    CassandraRing {
        places = List.copyOf(places);
    }

    Ports ports(int place) {
        return places.get(place);
    }

    String name(int place) {
        return place == 0 ? Cassandra.NAME : Cassandra.NAME + "-" + (place + 1);
    }

    /** The names of those that join before this one. */
    Set<String> before(int place) {
        return IntStream.range(0, place).mapToObj(this::name).collect(Collectors.toUnmodifiableSet());
    }

    boolean isLast(int place) {
        return place == places.size() - 1;
    }

    boolean isAlone() {
        return places.size() == 1;
    }

    /** Each row is on every node. */
    Replication replication() {
        return new Replication(places.size());
    }

    /** System properties of a node that starts. */
    Map<String, Object> startOptions(int place) {
        Map<String, Object> all = new TreeMap<>(isAlone() ? WITHOUT_NEIGHBOURS : WITH_NEIGHBOURS);
        all.put("cassandra.initial_token", token(place));
        all.put("cassandra.superuser_setup_delay_ms", 0);
        return all;
    }

    /** The tokens of the nodes are as far apart as can be; that of the first is 0. */
    private BigInteger token(int place) {
        BigInteger fromTheFirst =
                ALL_TOKENS.multiply(BigInteger.valueOf(place)).divide(BigInteger.valueOf(places.size()));
        BigInteger half = ALL_TOKENS.shiftRight(1);
        return fromTheFirst.compareTo(half) < 0 ? fromTheFirst : fromTheFirst.subtract(ALL_TOKENS);
    }
}
