package io.tideline.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class EnvironmentPropertiesTest {

    @Test
    void takesALineForAPropertyAndLeavesWhatTheCommandLineSays() {
        SparkConf conf = new SparkConf(false).set("spark.cassandra.connection.host", "here");
        String lines = """
                spark.cassandra.connection.host=there
                spark.cassandra.auth.password=a=b c
                """;

        EnvironmentProperties.apply(conf, Map.of("TIDELINE_JOB_PROPERTIES", lines));

        assertThat(conf.get("spark.cassandra.connection.host")).isEqualTo("here");
        assertThat(conf.get("spark.cassandra.auth.password")).isEqualTo("a=b c");
    }

    @Test
    void changesNothingWhereTheVariableIsMissing() {
        SparkConf conf = new SparkConf(false);

        EnvironmentProperties.apply(conf, Map.of());

        assertThat(conf.getAll()).isEmpty();
    }

    @Test
    void refusesAPropertyThatSparkWouldIgnore() {
        assertThatThrownBy(() -> EnvironmentProperties.apply(
                        new SparkConf(false), Map.of("TIDELINE_JOB_PROPERTIES", "cassandra.password=secret")))
                .hasMessage(
                        "TIDELINE_JOB_PROPERTIES holds cassandra.password, which is no Spark property: those begin with spark.");
    }
}
