package io.tideline.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tideline.local.artifact.Coordinates;
import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The servers of dev mode are those of the deployment, and of the stack without Docker. */
class DevServicesFilesTest {
    private static final Path DEPLOY = Checkout.find().file("deploy");
    private static final Path DEV = DEPLOY.resolve("dev/compose.yaml");
    private static final String LABEL = "io.quarkus.devservices.compose.";
    private static final String HANDED_ON = LABEL + "config_map.env.";

    private static final Set<String> SERVERS = Set.of("postgres", "zookeeper", "kafka", "registry", "cassandra");

    @Test
    void areOfTheImagesOfTheDeployment() throws IOException {
        Map<String, String> deployed = images(DEPLOY.resolve("compose.yaml"));
        Map<String, String> dev = images(DEV);

        assertThat(dev.keySet()).containsAll(SERVERS);
        dev.forEach((service, image) -> assertThat(image)
                .as("image of %s", service)
                .isEqualTo(SERVERS.contains(service) ? deployed.get(service) : "${JAVA_IMAGE}"));
        assertThat(environment().stringPropertyNames())
                .containsAll(dev.values().stream()
                        .map(image -> image.substring(2, image.length() - 1))
                        .toList());
    }

    /** What packs PostgreSQL counts its own releases behind a third number. */
    @ParameterizedTest
    @CsvSource({
        "postgres, POSTGRES_IMAGE",
        "kafka, KAFKA_IMAGE",
        "registry, REGISTRY_IMAGE",
        "cassandra, CASSANDRA_IMAGE"
    })
    void areOfTheVersionsOfTheStackWithoutDocker(String server, String image) throws IOException {
        String tag = environment().getProperty(image).replaceFirst(".*:", "");

        assertThat(Coordinates.versionOf(server)).isIn(tag, tag + ".0");
    }

    @Test
    void areOfItsZooKeeperToo() throws IOException {
        String image = environment().getProperty("ZOOKEEPER_IMAGE");

        assertThat(Coordinates.of("kafka")).contains("org.apache.zookeeper:" + image);
    }

    @Test
    void handOnTheVariablesOfTheLocalStack() throws IOException {
        Set<String> handedOn = new TreeSet<>();
        for (Map.Entry<String, JsonNode> service : services(DEV).entrySet()) {
            JsonNode environment = service.getValue().path("environment");
            service.getValue().path("labels").properties().forEach(label -> {
                if (!label.getKey().startsWith(HANDED_ON)) return;
                assertThat(environment.has(label.getKey().substring(HANDED_ON.length())))
                        .as("%s of %s stands in its environment", label.getKey(), service.getKey())
                        .isTrue();
                handedOn.add(label.getValue().asText());
            });
        }

        assertThat(handedOn)
                .containsExactlyInAnyOrder(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "SIMULATOR_URL",
                        "TIDELINE_CASSANDRA_CONTACT_POINTS",
                        "TIDELINE_POSTGRES_PASSWORD",
                        "TIDELINE_POSTGRES_PORT",
                        "TIDELINE_POSTGRES_USER",
                        "TIDELINE_REGISTRY_URL",
                        "TIDELINE_ZOOKEEPER",
                        "tideline.scheduler");
    }

    /** Quarkus reads the ports itself where a service has no check, and knows no variables in them. */
    @Test
    void stayOnThisMachineAndTellHowTheyAre() throws IOException {
        services(DEV).forEach((name, service) -> {
            service.path("ports")
                    .forEach(port -> assertThat(port.asText()).as(name).startsWith("127.0.0.1:"));
            assertThat(service.has("healthcheck"))
                    .as("%s has a check or ends by itself", name)
                    .isNotEqualTo(service.path("labels")
                            .path(LABEL + "wait_for.ports.disable")
                            .asBoolean());
            assertThat(service.has("mem_limit")).as(name).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fetcher", "alert-api"})
    void areFoundByTheApplications(String module) throws IOException {
        Path folder = Checkout.find().file(module);
        Properties application = properties(folder.resolve("src/main/resources/application.properties"));

        Path compose = folder.resolve(application.getProperty("quarkus.compose.devservices.files"));
        List<String> options = List.of(
                application.getProperty("quarkus.compose.devservices.options").split(","));
        assertThat(compose.normalize()).isEqualTo(DEV).isRegularFile();
        assertThat(options).hasSize(2).first().isEqualTo("--env-file");
        assertThat(DEV.resolveSibling(options.get(1)).normalize()).isEqualTo(DEPLOY.resolve("env.example"));
        assertThat(application)
                .containsEntry("quarkus.compose.devservices.enabled", "false")
                .containsEntry("%dev.quarkus.compose.devservices.enabled", "true")
                .containsEntry("%dev.quarkus.compose.devservices.profiles", "alert-api");
    }

    private static Map<String, String> images(Path compose) throws IOException {
        Map<String, String> images = new TreeMap<>();
        services(compose)
                .forEach((name, service) ->
                        images.put(name, service.path("image").asText()));
        return images;
    }

    /** With what they take over from elsewhere in the file. */
    private static Map<String, JsonNode> services(Path compose) throws IOException {
        Map<String, JsonNode> services = new TreeMap<>();
        LoaderOptions generous = new LoaderOptions();
        generous.setMaxAliasesForCollections(1_000);
        Object plain = new Yaml(generous).load(Files.readString(compose));
        new YAMLMapper()
                .valueToTree(plain)
                .path("services")
                .properties()
                .forEach(service -> services.put(service.getKey(), service.getValue()));
        return services;
    }

    private static Properties environment() throws IOException {
        return properties(DEPLOY.resolve("env.example"));
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
