package io.tideline.spark.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void takesWhatIsGivenAndDefaultsForTheRest() {
        Settings settings = Settings.from(conf().set("spark.tideline.series.trigger", "PT7S"));

        assertThat(settings.kafka()).isEqualTo(Brokers.at("127.0.0.1:9092"));
        assertThat(settings.triggers().series()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.triggers().alerts()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.alertPartitions()).isEqualTo(2);
    }

    @Test
    void passesOnWhatKafkasClientsAreToldAndKeepsItOutOfMessages() {
        Settings settings = Settings.from(conf().set("spark.tideline.kafka.client.sasl.jaas.config", "secret"));

        assertThat(settings.kafka().properties())
                .containsEntry("bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("sasl.jaas.config", "secret");
        assertThat(settings.kafka().options())
                .containsEntry("kafka.bootstrap.servers", "127.0.0.1:9092")
                .containsEntry("kafka.sasl.jaas.config", "secret");
        assertThat(settings.kafka()).hasToString("127.0.0.1:9092");
    }

    @Test
    void namesThePropertyThatIsMissing() {
        assertThatThrownBy(() -> Settings.from(conf().remove("spark.tideline.registry")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The Spark property spark.tideline.registry is missing: pass it with --conf");
    }

    @Test
    void namesThePropertyAndTheValueThatIsNoDuration() {
        assertThatThrownBy(() -> Settings.from(conf().set("spark.tideline.alerts.trigger", "2 seconds")))
                .hasMessage("spark.tideline.alerts.trigger is not a duration such as PT2S: 2 seconds");
    }

    @Test
    void refusesACheckpointFolderThatIsNoUri() {
        assertThatThrownBy(() -> Settings.from(conf().set("spark.tideline.checkpoints", "checkpoints")))
                .hasMessage("spark.tideline.checkpoints is not an absolute URI: checkpoints");
    }

    private static SparkConf conf() {
        return new SparkConf(false)
                .set("spark.tideline.kafka", "127.0.0.1:9092")
                .set("spark.tideline.registry", "http://127.0.0.1:8080/apis/registry/v3")
                .set("spark.tideline.checkpoints", "file:///tmp/checkpoints");
    }
}
