package io.tideline.spark.job;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where Kafka is, and what its clients are told beside that, such as their credentials.
 *
 * @param addresses {@code host:port[,host:port]}
 * @param client properties of Kafka's own clients
 */
public record Brokers(String addresses, Map<String, String> client) implements Serializable {

    public Brokers {
        // Not Map.copyOf: executors get it by Java serialization, and its proxy is not known to all class loaders
        // there.
        client = new HashMap<>(client);
    }

    /** Brokers that ask nobody who calls. */
    public static Brokers at(String addresses) {
        return new Brokers(addresses, Map.of());
    }

    /** For a client of Kafka. */
    public Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>(client);
        all.put("bootstrap.servers", addresses);
        return all;
    }

    /** For a source or a sink of Spark. */
    public Map<String, String> options() {
        return properties().entrySet().stream()
                .collect(Collectors.toMap(entry -> "kafka." + entry.getKey(), entry -> entry.getValue()
                        .toString()));
    }

    /** The addresses alone: the properties may hold a password. */
    @Override
    public String toString() {
        return addresses;
    }
}
