package io.tideline.local.application;

import io.tideline.local.artifact.Copy;
import io.tideline.local.part.Part;
import io.tideline.local.process.ClassArchive;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import io.tideline.local.server.CassandraNodes;
import io.tideline.local.server.KafkaBrokers;
import io.tideline.local.server.Probe;
import io.tideline.local.server.Registry;
import io.tideline.local.server.Site;
import io.tideline.local.server.SparkMaster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The job, submitted to the cluster in client mode: its driver is a process here, its executors are the Workers'. */
public final class SparkJob implements Part {
    public static final String NAME = "spark-job";

    private static final int HEAP = 640;
    private static final String EXECUTOR_HEAP = "600m";
    private static final Set<String> WORKERS = Set.of("spark-worker-1", "spark-worker-2");
    /** Each shows a gauge once it runs. */
    private static final List<String> QUERIES = List.of("flags", "series", "windows", "alerts");

    private final Site site;
    private final int uiPort;
    private final SparkMaster master;
    private final Set<String> needs = new TreeSet<>(WORKERS);
    private final Map<String, String> properties = new TreeMap<>();

    public SparkJob(Site site, int uiPort, SparkMaster master) {
        this.site = site;
        this.uiPort = uiPort;
        this.master = master;
    }

    /** Where the job reads and writes. */
    public SparkJob over(KafkaBrokers kafka, Registry registry, CassandraNodes cassandra) throws IOException {
        needs.addAll(kafka.names());
        needs.add(Registry.NAME);
        needs.addAll(cassandra.names());
        properties.put("spark.tideline.kafka", kafka.addresses());
        properties.put("spark.tideline.registry", registry.api().toString());
        properties.put("spark.tideline.checkpoints", checkpoints().toUri().toString());
        // A batch every 200 ms: each further partition of the state would be two tasks and a commit more in each of
        // them.
        properties.put("spark.tideline.alerts.partitions", "1");
        properties.put("spark.cassandra.connection.host", cassandra.addresses());
        properties.put("spark.cassandra.input.consistency.level", CassandraNodes.CONSISTENCY);
        properties.put("spark.cassandra.output.consistency.level", CassandraNodes.CONSISTENCY);
        return this;
    }

    /** Properties of the job that somebody wants otherwise. */
    public SparkJob with(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> needs() {
        return Set.copyOf(needs);
    }

    /** The driver and its executors come up while the servers do, and then wait for them. */
    @Override
    public Set<String> startsAfter() {
        return WORKERS;
    }

    /** Its web UI. */
    @Override
    public String address() {
        return "http://" + Site.HOST + ":" + uiPort;
    }

    @Override
    public Command command() throws IOException {
        Path built = site.checkout().file("spark-processor/target/spark-processor.jar");
        Path jar = Copy.of(built, site.folder().application("spark-processor.jar"));
        String classPath = jar + ":" + Site.classPath(site.artifacts().classPath(SparkMaster.SPARK));
        return SparkMaster.environment(site, new JavaCommand("org.apache.spark.deploy.SparkSubmit", classPath))
                .heap(HEAP)
                .quickCompiler()
                .archive(site.applicationArchive(NAME, classPath))
                .arguments(arguments(jar).toArray())
                .in(site.folder().data(NAME), site.folder().log(NAME));
    }

    /** Ready when every query has shown its gauges. */
    @Override
    public boolean isReady() throws IOException, InterruptedException {
        String metrics = Probe.get(URI.create(address() + "/metrics/json/"));
        return QUERIES.stream().allMatch(query -> metrics.contains(".spark.streaming." + query + "."));
    }

    private List<String> arguments(Path jar) throws IOException {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("spark.driver.host", Site.HOST);
        all.put("spark.driver.bindAddress", Site.HOST);
        all.put("spark.ui.port", Integer.toString(uiPort));
        all.put("spark.port.maxRetries", "0");
        all.put("spark.executor.memory", EXECUTOR_HEAP);
        // The file system of the checkpoints is a class of the job, and is wanted before the job's jar has arrived.
        all.put("spark.executor.extraClassPath", jar.toString());
        all.put("spark.executor.extraJavaOptions", executorOptions(jar));
        all.put("spark.local.dir", site.folder().data(NAME).toString());
        all.put(
                "spark.sql.warehouse.dir",
                site.folder().data(NAME).resolve("warehouse").toUri().toString());
        List<String> words = new ArrayList<>(List.of("--master", master.url(), "--deploy-mode", "client"));
        words.addAll(List.of("--name", "tideline", "--class", "io.tideline.spark.PipelineJob"));
        all.forEach((name, value) -> words.addAll(List.of("--conf", name + "=" + value)));
        words.add(jar.toString());
        return words;
    }

    private String executorOptions(Path jar) throws IOException {
        String classPath = jar + ":" + site.artifacts().home(SparkMaster.SPARK);
        ClassArchive archive = site.applicationArchive("spark-executor", classPath);
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=256m"));
        options.addAll(JavaCommand.QUICK_COMPILER);
        options.add("-Djava.io.tmpdir=" + site.folder().data("spark-executors"));
        options.addAll(archive.options());
        return String.join(" ", options);
    }

    private Path checkpoints() throws IOException {
        return site.folder().data("checkpoints");
    }
}
