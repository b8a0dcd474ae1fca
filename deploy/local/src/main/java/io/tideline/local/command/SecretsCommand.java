package io.tideline.local.command;

import io.tideline.local.container.DeploymentSecrets;
import io.tideline.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Generates the secrets of a deployment in containers. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        description = "Writes deploy/.env for Docker Compose: deploy/env.example with generated passwords.")
final class SecretsCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Path deploy = Checkout.find().file("deploy");
        DeploymentSecrets secrets = new DeploymentSecrets(deploy.resolve("env.example"), deploy.resolve(".env"));
        List<String> added = secrets.write();
        System.out.println(
                added.isEmpty()
                        ? secrets.file() + " is complete; nothing was changed."
                        : secrets.file() + ", readable by you alone, has new values for " + String.join(", ", added)
                                + ".");
        return 0;
    }
}
