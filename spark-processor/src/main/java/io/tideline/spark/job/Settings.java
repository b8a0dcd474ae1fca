package io.tideline.spark.job;

import io.tideline.spark.window.Lateness;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * What the job takes from the Spark properties {@code spark.tideline.*}. Durations are ISO 8601.
 *
 * @param kafka brokers, and every {@code spark.tideline.kafka.client.NAME} as the property NAME of the clients
 * @param registry {@code http://host:port/apis/registry/v3}
 * @param checkpoints URI of a directory; each query has its own below
 * @param maxOffsetsPerTrigger most readings in one micro-batch
 * @param rulesRefresh how often the rules are read again
 * @param triggers how often each query runs
 * @param lateness of windows
 * @param alertLateness how far behind the newest reading of its series a reading may lie and still change an alert
 * @param alertPartitions over how many tasks the state of the alerts is spread; fixed for the life of a checkpoint
 */
public record Settings(
        Brokers kafka,
        URI registry,
        URI checkpoints,
        long maxOffsetsPerTrigger,
        Duration rulesRefresh,
        Triggers triggers,
        Lateness lateness,
        Duration alertLateness,
        int alertPartitions) {

    /** How often queries run; for flags, how long one batch of the real-time mode lasts. */
    public record Triggers(Duration flags, Duration series, Duration windows, Duration alerts, Duration history) {}

    private static final String PREFIX = "spark.tideline.";

    /** @throws IllegalArgumentException with the name and the value of the property that is missing or wrong */
    public static Settings from(SparkConf conf) {
        return new Settings(
                brokers(conf),
                uri(conf, "registry"),
                uri(conf, "checkpoints"),
                conf.getLong(PREFIX + "maxOffsetsPerTrigger", 50_000),
                duration(conf, "rules.refresh", "PT2S"),
                new Triggers(
                        duration(conf, "flags.trigger", "PT5M"),
                        duration(conf, "series.trigger", "PT2S"),
                        duration(conf, "windows.trigger", "PT5S"),
                        duration(conf, "alerts.trigger", "PT0.2S"),
                        duration(conf, "history.trigger", "PT2S")),
                new Lateness(duration(conf, "windows.lateness", "PT2M"), duration(conf, "windows.remembered", "PT1H")),
                duration(conf, "alerts.lateness", "PT1M"),
                conf.getInt(PREFIX + "alerts.partitions", conf.getInt("spark.sql.shuffle.partitions", 2)));
    }

    private static String required(SparkConf conf, String name) {
        try {
            return conf.get(PREFIX + name);
        } catch (NoSuchElementException e) {
            throw new IllegalArgumentException(
                    "The Spark property " + PREFIX + name + " is missing: pass it with --conf", e);
        }
    }

    private static Brokers brokers(SparkConf conf) {
        Map<String, String> client = Arrays.stream(conf.getAllWithPrefix(PREFIX + "kafka.client."))
                .collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
        return new Brokers(required(conf, "kafka"), client);
    }

    private static URI uri(SparkConf conf, String name) {
        String text = required(conf, name);
        URI uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException(PREFIX + name + " is not an absolute URI: " + text);
        }
        return uri;
    }

    private static Duration duration(SparkConf conf, String name, String otherwise) {
        String text = conf.get(PREFIX + name, otherwise);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(PREFIX + name + " is not a duration such as PT2S: " + text, e);
        }
    }
}
