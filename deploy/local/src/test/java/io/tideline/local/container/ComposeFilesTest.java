package io.tideline.local.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the deployment in containers, as {@code docker compose} itself reads them; no engine is needed for that. */
class ComposeFilesTest {
    private static final List<String> OVERLAYS =
            List.of("compose.kraft.yaml", "compose.live-sources.yaml", "compose.native.yaml", "compose.tls.yaml");

    @TempDir
    private static Path folder = Path.of("");

    private static Path environment = Path.of("");
    private static final Path DEPLOY = Checkout.find().file("deploy");

    @BeforeAll
    static void writeSecrets() throws IOException, InterruptedException {
        assumeTrue(
                run("docker", "compose", "version").code() == 0,
                "docker compose is not installed here, so its files are not checked");
        environment = folder.resolve("compose.env");
        new DeploymentSecrets(DEPLOY.resolve("env.example"), environment).write();
    }

    static Stream<List<String>> combinations() {
        return IntStream.range(0, 1 << OVERLAYS.size()).mapToObj(bits -> {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < OVERLAYS.size(); i++) {
                if ((bits >> i & 1) == 1) chosen.add(OVERLAYS.get(i));
            }
            return chosen;
        });
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void readsEveryCombinationOfOverlaysWithEveryProfile(List<String> overlays)
            throws IOException, InterruptedException {
        List<String> services = config(overlays, "--profile", "monitoring", "config", "--services");

        assertThat(services)
                .contains("fetcher", "alert-api", "spark-job", "kafka", "prometheus", "grafana", "kafka-ui")
                .doesNotHaveDuplicates();
        assertThat(services.contains("zookeeper")).isEqualTo(!overlays.contains("compose.kraft.yaml"));
    }

    @Test
    void startsNoMonitoringUnlessAsked() throws IOException, InterruptedException {
        assertThat(config(List.of(), "config", "--services"))
                .contains("fetcher")
                .doesNotContain("prometheus", "grafana", "kafka-ui");
    }

    @Test
    void stopsWithTheNameOfASecretThatIsMissing() throws IOException, InterruptedException {
        Path incomplete = folder.resolve("incomplete.env");
        Files.write(
                incomplete,
                Files.readAllLines(environment).stream()
                        .filter(line -> !line.startsWith("KAFKA_FETCHER_PASSWORD="))
                        .toList());

        Ended ended = run(words(incomplete, List.of(), "config", "--quiet"));

        assertThat(ended.code()).isNotZero();
        assertThat(ended.output()).contains("KAFKA_FETCHER_PASSWORD", "./tideline secrets");
    }

    @Test
    void readsTheServersOfDevModeWithoutASecret() throws IOException, InterruptedException {
        Ended ended = run(
                "docker",
                "compose",
                "--env-file",
                DEPLOY.resolve("env.example").toString(),
                "--file",
                DEPLOY.resolve("dev/compose.yaml").toString(),
                "--profile",
                "alert-api",
                "config",
                "--services");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output().lines()).contains("postgres", "kafka", "registry", "cassandra", "simulator");
    }

    @Test
    void keepsItsPortsOnThisMachineAndLimitsTheMemoryOfEveryContainer() throws IOException, InterruptedException {
        List<String> lines = config(List.of(), "--profile", "monitoring", "config");

        assertThat(lines).filteredOn(line -> line.contains("host_ip:")).allMatch(line -> line.contains("127.0.0.1"));
        assertThat(lines).filteredOn(line -> line.contains("published:")).isNotEmpty();
        long images =
                lines.stream().filter(line -> line.startsWith("    image:")).count();
        assertThat(lines.stream().filter(line -> line.startsWith("    mem_limit:")))
                .hasSize(Math.toIntExact(images));
    }

    private static List<String> config(List<String> overlays, String... arguments)
            throws IOException, InterruptedException {
        Ended ended = run(words(environment, overlays, arguments));
        assertThat(ended.code()).as(ended.output()).isZero();
        return ended.output().lines().toList();
    }

    private static String[] words(Path environment, List<String> overlays, String... arguments) {
        List<String> words = new ArrayList<>(List.of("docker", "compose", "--env-file", environment.toString()));
        words.addAll(List.of("--file", DEPLOY.resolve("compose.yaml").toString()));
        for (String overlay : overlays)
            words.addAll(List.of("--file", DEPLOY.resolve(overlay).toString()));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    private static Ended run(String... words) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException notInstalled) {
            return new Ended(-1, notInstalled.toString());
        }
    }

    private record Ended(int code, String output) {}
}
