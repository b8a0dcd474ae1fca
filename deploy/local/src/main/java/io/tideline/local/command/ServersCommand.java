package io.tideline.local.command;

import io.tideline.local.artifact.Artifacts;
import io.tideline.local.artifact.Copy;
import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies the servers out of the Maven repository, for images that are built where no image can be pulled. */
@Command(
        name = "servers",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Copies the files of every server into a folder each.")
final class ServersCommand implements Callable<Integer> {
    private static final List<String> OF_JARS = List.of("kafka", "cassandra", "spark");
    private static final List<String> OF_ARCHIVES = List.of("registry", "postgres");

    @Parameters(paramLabel = "FOLDER", description = "Where the folders of the servers are made.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        Artifacts artifacts = new Artifacts(Checkout.find().cache());
        for (String server : OF_JARS) {
            for (Path jar : artifacts.classPath(server)) {
                Copy.of(jar, folder.resolve(server).resolve("jars").resolve(jar.getFileName()));
            }
        }
        for (String server : OF_ARCHIVES) Copy.of(artifacts.unpacked(server), folder.resolve(server));
        return 0;
    }
}
