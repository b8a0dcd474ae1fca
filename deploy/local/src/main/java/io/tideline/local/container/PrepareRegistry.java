package io.tideline.local.container;

import io.tideline.local.deployment.Schemas;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The schemas of the contract on the wire. */
@Command(name = "registry", description = "Registers the schemas of this release.")
final class PrepareRegistry implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "http://host:port/apis/registry/v3")
    private URI url = URI.create("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        new Schemas(url).register();
        return 0;
    }
}
