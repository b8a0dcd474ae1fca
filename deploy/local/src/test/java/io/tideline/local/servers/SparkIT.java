package io.tideline.local.servers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.local.process.JavaCommand;
import io.tideline.local.servers.LocalServers.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkIT {
    /** Counts on the executors, and tells how many there were. It needs no class of its own there. */
    private static final String APPLICATION = """
            public class Counting {
                public static void main(String[] arguments) throws Exception {
                    var spark = org.apache.spark.sql.SparkSession.builder().getOrCreate();
                    long count = spark.range(0, 1000, 1, 12).groupBy("id").count().count();
                    int executors = spark.sparkContext().statusTracker().getExecutorInfos().length - 1;
                    java.nio.file.Files.writeString(java.nio.file.Path.of(arguments[0]), count + " on " + executors);
                    spark.stop();
                }
            }
            """;

    private final Path folder;

    SparkIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void runsAnApplicationOnBothWorkers() throws Exception {
        try (LocalServers servers = LocalServers.start(Server.SPARK)) {
            Path home = Path.of(requireNonNull(servers.environment().get("SPARK_HOME")));
            String classPath = compile(home.resolve("jars")) + ":" + home.resolve("jars/*");
            String master = requireNonNull(servers.environment().get("SPARK_MASTER"));
            Path result = folder.resolve("result");

            run(
                    classPath,
                    Map.of("spark.master", master, "spark.executor.memory", "512m", "spark.ui.enabled", "false"),
                    result);

            assertThat(result).hasContent("1000 on 2");
        }
    }

    private void run(String classPath, Map<String, String> properties, Path result) throws Exception {
        JavaCommand java = new JavaCommand("Counting", classPath).options(JavaModuleOptions.defaultModuleOptionArray());
        properties.forEach(java::property);
        java.property("spark.app.name", "counting").property("spark.driver.host", "127.0.0.1");
        List<String> words = java.arguments(result)
                .in(folder.resolve("job"), folder.resolve("log"))
                .words();
        Process process = new ProcessBuilder(words).inheritIO().start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Path compile(Path jars) throws Exception {
        Path source = Files.writeString(folder.resolve("Counting.java"), APPLICATION);
        try (Stream<Path> files = Files.list(jars)) {
            String classPath = String.join(":", files.map(Path::toString).toList());
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
            assertThat(result).isZero();
        }
        return folder;
    }
}
