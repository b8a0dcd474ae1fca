package io.tideline.local;

import io.tideline.local.port.FreePorts;
import io.tideline.local.port.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a stack is to be.
 *
 * @param folder where everything of it is kept; a stack started over the folder of an earlier one goes on with its data
 * @param simulator more arguments for the simulator, such as {@code --heat-start}
 * @param environment more variables for the fetcher, the alert API and Airflow, such as {@code TIDELINE_SOURCES_FILE}
 * @param job more Spark properties for the job, such as {@code spark.tideline.windows.trigger}
 */
public record StackOptions(
        Path folder,
        Ports ports,
        Set<Choice> choices,
        List<String> simulator,
        Map<String, String> environment,
        Map<String, String> job) {
    /** What differs from the whole pipeline. */
    public enum Choice {
        /** The fetcher orders the fetches itself. */
        WITHOUT_AIRFLOW,
        /** Kafka without ZooKeeper. */
        KRAFT,
        /** Three brokers and three Cassandra nodes that hold everything each, so that any one of them may be lost. */
        CLUSTER,
        /** Only what the fetcher and the alert API need, and no Airflow: those two run in dev mode. */
        INFRA,
        /** Only the way from a source to Kafka: no Spark, no Cassandra, no alert API. */
        FETCHING
    }

    public StackOptions {
        folder = folder.toAbsolutePath();
        choices = Set.copyOf(choices);
        if (choices.containsAll(Set.of(Choice.CLUSTER, Choice.KRAFT))) {
            throw new IllegalArgumentException(
                    "a cluster is managed by ZooKeeper: leave out one of --cluster and --kraft");
        }
        simulator = List.copyOf(simulator);
        environment = Map.copyOf(environment);
        job = Map.copyOf(job);
    }

    /** The whole pipeline on these ports. */
    public static StackOptions in(Path folder, Ports ports) {
        return new StackOptions(folder, ports, Set.of(), List.of(), Map.of(), Map.of());
    }

    /** The whole pipeline on free ports. */
    public static StackOptions in(Path folder) {
        return in(folder, new FreePorts());
    }

    public StackOptions with(Choice... more) {
        Set<Choice> all = EnumSet.noneOf(Choice.class);
        all.addAll(choices);
        all.addAll(Arrays.asList(more));
        return new StackOptions(folder, ports, all, simulator, environment, job);
    }

    public StackOptions withSimulator(String... arguments) {
        List<String> all = new ArrayList<>(simulator);
        all.addAll(Arrays.asList(arguments));
        return new StackOptions(folder, ports, choices, all, environment, job);
    }

    public StackOptions withEnvironment(String name, String value) {
        return new StackOptions(folder, ports, choices, simulator, and(environment, name, value), job);
    }

    public StackOptions withJob(String property, String value) {
        return withJob(Map.of(property, value));
    }

    public StackOptions withJob(Map<String, String> properties) {
        Map<String, String> all = new TreeMap<>(job);
        all.putAll(properties);
        return new StackOptions(folder, ports, choices, simulator, environment, all);
    }

    boolean has(Choice choice) {
        return choices.contains(choice);
    }

    private static Map<String, String> and(Map<String, String> map, String name, String value) {
        Map<String, String> all = new TreeMap<>(map);
        all.put(name, value);
        return all;
    }
}
