package io.tideline.local.servers;

import io.tideline.local.part.Part;
import io.tideline.local.port.FreePorts;
import io.tideline.local.server.Cassandra;
import io.tideline.local.server.Kafka;
import io.tideline.local.server.Keycloak;
import io.tideline.local.server.Postgres;
import io.tideline.local.server.Registry;
import io.tideline.local.server.Site;
import io.tideline.local.server.SparkMaster;
import io.tideline.local.server.SparkWorker;
import io.tideline.local.server.ZooKeeper;
import io.tideline.local.servers.LocalServers.Server;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The parts behind a set of servers, and the variables that lead to them. */
final class ServerSet {
    private static final String DATABASE = "tideline";

    private final Map<Server, List<Part>> parts = new EnumMap<>(Server.class);
    private final Map<String, String> environment = new TreeMap<>();

    ServerSet(Site site, Set<Server> servers) throws IOException {
        FreePorts ports = new FreePorts();
        ZooKeeper zookeeper = new ZooKeeper(site, ports.next());
        Postgres postgres = new Postgres(site, ports.next(), List.of(DATABASE, Registry.DATABASE));
        for (Server server : servers) {
            switch (server) {
                case POSTGRES -> addPostgres(postgres);
                case ZOOKEEPER -> add(server, zookeeper);
                case KAFKA -> addKafka(Kafka.under(zookeeper, site, ports.next()));
                case REGISTRY -> addRegistry(new Registry(site, ports.next(), ports.next(), postgres));
                case CASSANDRA -> addCassandra(new Cassandra(site, ports.next(), ports.next()));
                case KEYCLOAK -> addKeycloak(new Keycloak(site, ports.next()));
                case SPARK -> addSpark(site, ports);
            }
        }
    }

    /** Each after what it needs. */
    List<Part> parts() {
        return parts.values().stream().flatMap(List::stream).toList();
    }

    List<String> names(Server server) {
        return parts.getOrDefault(server, List.of()).stream().map(Part::name).toList();
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    private void addPostgres(Postgres postgres) throws IOException {
        add(Server.POSTGRES, postgres);
        environment.putAll(postgres.environment(DATABASE));
    }

    private void addKafka(Kafka kafka) {
        add(Server.KAFKA, kafka);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.address());
    }

    private void addRegistry(Registry registry) {
        add(Server.REGISTRY, registry);
        environment.put("TIDELINE_REGISTRY_URL", registry.api().toString());
    }

    private void addCassandra(Cassandra cassandra) {
        add(Server.CASSANDRA, cassandra);
        environment.put("TIDELINE_CASSANDRA_CONTACT_POINTS", cassandra.address());
        environment.put("TIDELINE_CASSANDRA_DATACENTER", Cassandra.DATACENTER);
    }

    private void addKeycloak(Keycloak keycloak) throws IOException {
        add(Server.KEYCLOAK, keycloak);
        environment.put("TIDELINE_OIDC_URL", keycloak.realm().toString());
        environment.put("KEYCLOAK_PASSWORD", keycloak.password());
    }

    private void addSpark(Site site, FreePorts ports) throws IOException {
        SparkMaster master = new SparkMaster(site, ports.next(), ports.next());
        add(
                Server.SPARK,
                master,
                new SparkWorker(site, 1, ports.next(), ports.next(), master),
                new SparkWorker(site, 2, ports.next(), ports.next(), master));
        environment.put("SPARK_MASTER", master.url());
        environment.put("SPARK_HOME", site.artifacts().home(SparkMaster.SPARK).toString());
    }

    private void add(Server server, Part... added) {
        parts.put(server, List.of(added));
    }
}
