package io.tideline.local.server;

import io.tideline.local.deployment.Replication;
import io.tideline.local.server.KafkaMetadata.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The brokers of a stack. */
public record KafkaBrokers(List<Kafka> brokers) {
    public KafkaBrokers {
        brokers = List.copyOf(brokers);
    }

    public static KafkaBrokers one(Kafka broker) {
        return new KafkaBrokers(List.of(broker));
    }

    /** One on each port, and each record on all of them. The first is named as one alone would be. */
    public static KafkaBrokers under(ZooKeeper zookeeper, Site site, List<Integer> ports) {
        KafkaMetadata metadata = new MetadataInZooKeeper(site, zookeeper);
        Replication replication = new Replication(ports.size());
        List<Kafka> brokers = new ArrayList<>();
        for (int id = 0; id < ports.size(); id++) {
            String name = id == 0 ? Kafka.NAME : Kafka.NAME + "-" + (id + 1);
            brokers.add(new Kafka(site, new Broker(name, id, ports.get(id), replication), metadata));
        }
        return new KafkaBrokers(brokers);
    }

    public Set<String> names() {
        return brokers.stream().map(Kafka::name).collect(Collectors.toUnmodifiableSet());
    }

    /** All of them, for clients: host and port, joined by commas. */
    public String addresses() {
        return brokers.stream().map(Kafka::address).collect(Collectors.joining(","));
    }
}
