package io.tideline.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.local.StackOptions;
import io.tideline.local.StackOptions.Choice;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.folder.StackLock;
import io.tideline.local.port.FreePorts;
import io.tideline.local.port.PortsAbove;
import io.tideline.local.port.StackPort;
import io.tideline.local.status.PartReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TidelineTest {
    private final PrintStream out = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Path folder;

    TidelineTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(out);
    }

    @Test
    void printsHelpWhenItIsAlone() {
        assertThat(new CommandLineRun().code).isZero();
        assertThat(text()).contains("up", "down", "status", "logs", "fetch", "preview", "reset", "8400");
    }

    @Test
    void previewsNoFileThatIsNotThere() {
        CommandLineRun run = new CommandLineRun("preview", "coinbase", "nowhere.json", "--folder", folder.toString());

        assertThat(run.code).isEqualTo(1);
        assertThat(run.errors.toString()).contains("tideline: no file can be read at nowhere.json");
    }

    @Test
    void needsAFetcherForAPreview() {
        CommandLineRun run = new CommandLineRun("preview", "coinbase", "--folder", folder.toString());

        assertThat(run.code).isEqualTo(1);
        assertThat(run.errors.toString()).contains("no fetcher runs in " + folder + "; ./tideline up starts it");
    }

    @Test
    void saysThatItRunsAlready() throws Exception {
        try (StackLock lock = StackLock.of(new StackFolder(folder)).orElseThrow()) {
            assertThat(lock).isNotNull();

            assertThat(new CommandLineRun("up", "--folder", folder.toString()).code)
                    .isZero();
        }
        assertThat(text()).contains("Tideline runs already in " + folder, "./tideline down --folder " + folder);
    }

    @Test
    void startsNothingWhenAPortIsInUse() throws Exception {
        PortsAbove ports = new PortsAbove(new FreePorts().next());
        try (ServerSocket other =
                new ServerSocket(ports.of(StackPort.CASSANDRA), 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun run =
                    new CommandLineRun("up", "--folder", folder.toString(), "--port-base", ports.base() + "");

            assertThat(run.code).isEqualTo(1);
            assertThat(run.errors.toString())
                    .contains("tideline: Port " + other.getLocalPort() + ", for cassandra, is in use by java (pid ");
            assertThat(folder.resolve("data/cassandra")).doesNotExist();
        }
    }

    @Test
    void keepsTheKindOfBrokerThatAFolderBeganWith() throws Exception {
        StackKind.keep(new StackFolder(folder), StackOptions.in(folder).with(Choice.KRAFT));

        CommandLineRun run = new CommandLineRun("up", "--folder", folder.toString());

        assertThat(run.code).isEqualTo(1);
        assertThat(run.errors.toString()).contains("were made with kraft, not with zookeeper", "./tideline reset");
    }

    @Test
    void makesNoClusterOfTheDataOfOneNode() throws Exception {
        StackKind.keep(new StackFolder(folder), StackOptions.in(folder));

        CommandLineRun run = new CommandLineRun("up", "--cluster", "--folder", folder.toString());

        assertThat(run.code).isEqualTo(1);
        assertThat(run.errors.toString()).contains("were made with zookeeper, not with cluster", "./tideline reset");
    }

    @Test
    void makesNoClusterWithoutZooKeeper() {
        CommandLineRun run = new CommandLineRun("up", "--cluster", "--kraft", "--folder", folder.toString());

        assertThat(run.code).isEqualTo(1);
        assertThat(run.errors.toString())
                .contains("a cluster is managed by ZooKeeper: leave out one of --cluster and --kraft");
        assertThat(folder.resolve("data/kafka")).doesNotExist();
    }

    @Test
    void tellsThatNothingRuns() {
        assertThat(new CommandLineRun("status", "--folder", folder.toString()).code)
                .isEqualTo(3);
        assertThat(text()).contains("Tideline does not run in " + folder);
    }

    @Test
    void deletesNothingUnlessItIsSure() throws Exception {
        Path reading = Files.createDirectories(folder.resolve("data")).resolve("reading");
        Files.writeString(reading, "42");

        assertThat(new CommandLineRun("reset", "--folder", folder.toString()).code)
                .isEqualTo(1);
        assertThat(reading).exists();
        assertThat(new CommandLineRun("reset", "--yes", "--folder", folder.toString()).code)
                .isZero();
        assertThat(reading).doesNotExist();
    }

    @Test
    void showsTheEndOfOneLog() throws Exception {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/kafka.log"), "one\ntwo\nthree\n");

        assertThat(new CommandLineRun("logs", "kafka", "-n", "2", "--folder", folder.toString()).code)
                .isZero();
        assertThat(text().lines()).containsExactly("two", "three");
    }

    @Test
    void namesTheLogsThatThereAre() throws Exception {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/kafka.log"), "one\n");

        CommandLineRun run = new CommandLineRun("logs", "kafak", "--folder", folder.toString());

        assertThat(run.errors.toString()).contains("no log of kafak; there are kafka");
    }

    @Test
    void reportsEveryPartUnderItsName() throws Exception {
        PartReport ready = new PartReport("ready", "127.0.0.1:8407", 42L, 1024, Instant.parse("2026-11-23T09:00:00Z"));
        PartReport dead = new PartReport("dead", "127.0.0.1:8410", null, 0, null);

        JsonNode json = JsonMapper.builder().build().readTree(ReportJson.of(Map.of("kafka", ready, "cassandra", dead)));

        List<String> fields = new ArrayList<>();
        json.path("kafka").fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactly("state", "address", "pid", "residentBytes", "lastWorkAt");
        assertThat(json.at("/kafka/pid").asLong()).isEqualTo(42);
        assertThat(json.at("/kafka/residentBytes").asLong()).isEqualTo(1024);
        assertThat(json.at("/cassandra/pid").isNull()).isTrue();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** One run of the command with what it said to the error stream. */
    private static final class CommandLineRun {
        final StringWriter errors = new StringWriter();
        final int code;

        CommandLineRun(String... words) {
            CommandLine command = Tideline.commandLine();
            command.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            command.setErr(new PrintWriter(errors, true));
            code = command.execute(words);
        }
    }
}
