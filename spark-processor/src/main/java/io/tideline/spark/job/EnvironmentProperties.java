package io.tideline.spark.job;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.SparkConf;

/**
 * Spark properties from the environment variable {@code TIDELINE_JOB_PROPERTIES}, one {@code name=value} a line. Passwords are given so: the command line of a
 * process can be read by every user of the machine. What the command line says stays.
 */
public final class EnvironmentProperties {

    static final String VARIABLE = "TIDELINE_JOB_PROPERTIES";

    private EnvironmentProperties() {}

    public static SparkConf apply(SparkConf conf, Map<String, String> environment) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(environment.getOrDefault(VARIABLE, "")));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith("spark.")) {
                throw new IllegalArgumentException(
                        VARIABLE + " holds " + name + ", which is no Spark property: those begin with spark.");
            }
            conf.setIfMissing(name, properties.getProperty(name));
        }
        return conf;
    }
}
