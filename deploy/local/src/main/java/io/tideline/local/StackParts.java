package io.tideline.local;

import io.tideline.local.StackOptions.Choice;
import io.tideline.local.airflow.AirflowHome;
import io.tideline.local.airflow.AirflowPart;
import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.application.SimulatedSource;
import io.tideline.local.application.SparkJob;
import io.tideline.local.application.Users;
import io.tideline.local.part.Part;
import io.tideline.local.port.StackPort;
import io.tideline.local.server.Cassandra;
import io.tideline.local.server.CassandraNodes;
import io.tideline.local.server.Kafka;
import io.tideline.local.server.KafkaBrokers;
import io.tideline.local.server.Postgres;
import io.tideline.local.server.Registry;
import io.tideline.local.server.Site;
import io.tideline.local.server.SparkMaster;
import io.tideline.local.server.SparkWorker;
import io.tideline.local.server.ZooKeeper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a stack, each after what it needs, and the variables that lead from one to the other. */
final class StackParts {
    private static final String DATABASE = "tideline";

    private final StackOptions options;
    private final Site site;
    private final @Nullable Path airflow;
    private final List<Part> parts = new ArrayList<>();
    private final Postgres postgres;
    private final KafkaBrokers kafka;
    private final Registry registry;
    private final CassandraNodes cassandra;
    private final SparkMaster master;

    /** Airflow is the virtual environment, if there is one. */
    StackParts(StackOptions options, Site site, @Nullable Path airflow) throws IOException {
        this.options = options;
        this.site = site;
        this.airflow = airflow;
        this.postgres = new Postgres(
                site, port(StackPort.POSTGRES), List.of(DATABASE, Registry.DATABASE, AirflowHome.DATABASE));
        this.kafka = kafka();
        this.registry = new Registry(site, port(StackPort.REGISTRY), port(StackPort.REGISTRY_MANAGEMENT), postgres);
        this.cassandra = cassandra();
        this.master = new SparkMaster(site, port(StackPort.SPARK_MASTER), port(StackPort.SPARK_MASTER_UI));
        addServers();
        if (!options.has(Choice.INFRA)) addApplications();
        if (airflow != null) addAirflow(airflow);
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** The variables of docs/architecture.md for the fetcher. */
    Map<String, String> fetcherEnvironment() throws IOException {
        Map<String, String> all = new TreeMap<>(postgres.environment(DATABASE));
        all.putAll(shared());
        all.put(
                "TIDELINE_SOURCES_FILE",
                site.checkout().file("deploy/sources.yaml").toString());
        all.put("TIDELINE_SCHEDULER", airflow == null ? "fetcher" : "airflow");
        all.put("SIMULATOR_URL", url(StackPort.SIMULATOR).toString());
        all.putAll(options.environment());
        return all;
    }

    /** The variables of docs/architecture.md for the alert API. */
    Map<String, String> alertApiEnvironment() throws IOException {
        Map<String, String> all = new TreeMap<>(shared());
        all.put("TIDELINE_CASSANDRA_CONTACT_POINTS", cassandra.addresses());
        all.put("TIDELINE_CASSANDRA_DATACENTER", Cassandra.DATACENTER);
        all.put("QUARKUS_CASSANDRA_REQUEST_CONSISTENCY_LEVEL", CassandraNodes.CONSISTENCY);
        all.put("TIDELINE_FETCHER_URL", url(StackPort.FETCHER).toString());
        all.put("TIDELINE_SPARK_MASTER_URL", master.address());
        all.put("TIDELINE_SPARK_UI_URL", url(StackPort.SPARK_JOB_UI).toString());
        if (!options.has(Choice.KRAFT)) all.put("TIDELINE_ZOOKEEPER", Site.HOST + ":" + port(StackPort.ZOOKEEPER));
        if (airflow != null) {
            all.put("TIDELINE_AIRFLOW_URL", url(StackPort.AIRFLOW).toString());
            all.put("TIDELINE_AIRFLOW_USER", AirflowHome.ADMIN);
            all.put("TIDELINE_AIRFLOW_PASSWORD", site.folder().secrets().password("airflow-admin"));
        }
        all.putAll(options.environment());
        return all;
    }

    private Map<String, String> shared() throws IOException {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.addresses(),
                "TIDELINE_REGISTRY_URL", registry.api().toString(),
                "TIDELINE_USERS_FILE", new Users(site.folder().secrets()).file().toString());
    }

    private KafkaBrokers kafka() throws IOException {
        if (options.has(Choice.KRAFT))
            return KafkaBrokers.one(Kafka.alone(site, port(StackPort.KAFKA), port(StackPort.KAFKA_CONTROLLER)));
        ZooKeeper zookeeper = new ZooKeeper(site, port(StackPort.ZOOKEEPER));
        parts.add(zookeeper);
        return KafkaBrokers.under(zookeeper, site, ports(StackPort.KAFKA, StackPort.KAFKA_2, StackPort.KAFKA_3));
    }

    private CassandraNodes cassandra() throws IOException {
        return CassandraNodes.of(
                site,
                ports(StackPort.CASSANDRA, StackPort.CASSANDRA_2, StackPort.CASSANDRA_3),
                ports(StackPort.CASSANDRA_STORAGE, StackPort.CASSANDRA_2_STORAGE, StackPort.CASSANDRA_3_STORAGE));
    }

    /** The ports of the first node and, in a cluster, of the others. */
    private List<Integer> ports(StackPort first, StackPort... others) throws IOException {
        List<Integer> all = new ArrayList<>(List.of(port(first)));
        if (options.has(Choice.CLUSTER)) for (StackPort other : others) all.add(port(other));
        return all;
    }

    private static Set<String> all(Stream<Set<String>> names) {
        return names.flatMap(Set::stream).collect(Collectors.toSet());
    }

    private void addServers() throws IOException {
        parts.addAll(kafka.brokers());
        parts.addAll(List.of(postgres, registry));
        parts.add(new SimulatedSource(site, port(StackPort.SIMULATOR), options.simulator()));
        if (!options.has(Choice.FETCHING)) addStream();
    }

    private void addStream() throws IOException {
        parts.addAll(cassandra.nodes());
        parts.add(master);
        parts.add(new SparkWorker(site, 1, port(StackPort.SPARK_WORKER_1), port(StackPort.SPARK_WORKER_1_UI), master));
        parts.add(new SparkWorker(site, 2, port(StackPort.SPARK_WORKER_2), port(StackPort.SPARK_WORKER_2_UI), master));
        parts.add(new SparkJob(site, port(StackPort.SPARK_JOB_UI), master)
                .over(kafka, registry, cassandra)
                .with(options.job()));
    }

    private void addApplications() throws IOException {
        parts.add(new QuarkusApplication(
                site,
                QuarkusApplication.FETCHER,
                port(StackPort.FETCHER),
                all(Stream.of(kafka.names(), Set.of(Postgres.NAME, Registry.NAME))),
                fetcherEnvironment()));
        if (!options.has(Choice.FETCHING)) addAlertApi();
    }

    private void addAlertApi() throws IOException {
        parts.add(new QuarkusApplication(
                site,
                QuarkusApplication.ALERT_API,
                port(StackPort.ALERT_API),
                all(Stream.of(kafka.names(), cassandra.names(), Set.of(Registry.NAME))),
                alertApiEnvironment()));
    }

    /** Last: the page shows data before Airflow, which starts slowly, takes over. */
    private void addAirflow(Path environment) throws IOException {
        AirflowHome home = new AirflowHome(
                site, environment, port(StackPort.AIRFLOW), postgres, url(StackPort.FETCHER), fetcherSources());
        Set<String> whole =
                Set.of(Postgres.NAME, QuarkusApplication.FETCHER, QuarkusApplication.ALERT_API, SparkJob.NAME);
        Set<String> fetching = Set.of(Postgres.NAME, QuarkusApplication.FETCHER);
        parts.addAll(AirflowPart.all(home, options.has(Choice.FETCHING) ? fetching : whole));
    }

    private Map<String, String> fetcherSources() throws IOException {
        Map<String, String> all = new TreeMap<>(options.environment());
        all.putIfAbsent(
                "TIDELINE_SOURCES_FILE",
                site.checkout().file("deploy/sources.yaml").toString());
        return all;
    }

    private URI url(StackPort port) throws IOException {
        return URI.create("http://" + Site.HOST + ":" + port(port));
    }

    private int port(StackPort port) throws IOException {
        return options.ports().of(port);
    }
}
