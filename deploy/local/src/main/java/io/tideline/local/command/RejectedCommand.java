package io.tideline.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tideline.local.application.AlertApiClient;
import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.application.Users;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.status.PartState;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the job could not read, and its way back. */
@Command(
        name = "rejected",
        mixinStandardHelpOptions = true,
        description = "Lists the records that the job could not read, or sends them in again.")
final class RejectedCommand implements Runnable {
    private static final int MOST = 500;

    @Override
    public void run() {
        new picocli.CommandLine(this).usage(System.out);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Prints the newest rejected records: where each was read, why it was rejected, and whether it waits.")
    int list(
            @Mixin FolderOption folder,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many, at most " + MOST + ". Default: ${DEFAULT-VALUE}.")
                    int limit)
            throws IOException, InterruptedException {
        JsonNode answer = api(folder.folder()).get("/control/rejected?limit=" + limit);
        for (JsonNode record : answer.path("items")) {
            System.out.println(line(record));
        }
        System.out.println(waiting(answer.path("waiting").asLong()));
        return 0;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Sends the records that wait in again, each once; what still cannot be read comes back with its reason.")
    int replay(@Mixin FolderOption folder) throws IOException, InterruptedException {
        JsonNode answer = api(folder.folder()).post("/control/rejected/replay");
        long repeated = answer.path("repeated").asLong();
        System.out.println("Sent in again: " + answer.path("replayed").asLong()
                + (repeated == 0 ? "." : ", and left out " + repeated + " that were kept twice."));
        long waits = answer.path("waiting").asLong();
        if (waits > 0) System.out.println(waiting(waits));
        return 0;
    }

    static String line(JsonNode record) {
        return "%s  %-8s %s/%s/%s  %s: %s  key=%s, %d bytes"
                .formatted(
                        record.path("rejectedAt").asText(),
                        record.path("replayed").asBoolean() ? "replayed" : "waits",
                        record.path("topic").asText(),
                        record.path("partition").asText(),
                        record.path("offset").asText(),
                        record.path("reason").asText(),
                        record.path("detail").asText(),
                        record.path("key").asText(),
                        record.path("size").asLong());
    }

    private static String waiting(long waits) {
        return waits == 0
                ? "None waits."
                : waits + " wait; ./tideline rejected replay sends them in again, after what was wrong is mended.";
    }

    private static AlertApiClient api(StackFolder stack) throws IOException {
        URI address = StackState.read(stack)
                .map(state -> state.parts().get(QuarkusApplication.ALERT_API))
                .map(PartState::address)
                .map(URI::create)
                .orElseThrow(
                        () -> new IOException("no alert API runs in " + stack.path() + "; ./tideline up starts it"));
        return new AlertApiClient(address, new Users(stack.secrets()).password(Users.OPERATOR));
    }
}
