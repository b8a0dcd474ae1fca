package io.tideline.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.tideline.local.application.FetcherClient;
import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.application.Users;
import io.tideline.local.folder.StackFolder;
import io.tideline.local.status.PartState;
import io.tideline.local.status.StackState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Orders a fetch. */
@Command(name = "fetch", mixinStandardHelpOptions = true, description = "Fetches a source now and prints the counts.")
final class FetchCommand implements Callable<Integer> {
    private static final Duration DEFAULT = Duration.ofMinutes(15);

    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(paramLabel = "SOURCE", description = "A source of deploy/sources.yaml.")
    private String source = "";

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Start of the interval, such as 2026-11-23T09:00:00Z. Default: 15 minutes before its end.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "End of the interval. Default: now.")
    private @Nullable Instant to;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackFolder stack = folder.folder();
        Instant end = to == null ? Instant.now() : to;
        Instant start = from == null ? end.minus(DEFAULT) : from;
        FetcherClient.Answer answer = fetcher(stack).fetch(source, start, end);
        if (!answer.isGood()) {
            System.err.println("tideline: " + problem(answer));
            return 1;
        }
        System.out.println(counts(answer.body()));
        return 0;
    }

    /** What went wrong, in the words of the fetcher. */
    static String problem(FetcherClient.Answer answer) {
        JsonNode body = answer.body();
        String detail = body.path("detail").asText(body.path("title").asText(body.toString()));
        return body.has("reason") ? detail + " (" + body.path("reason").asText() + ")" : detail;
    }

    private static String counts(JsonNode body) {
        return "%s: %d readings, %d new, %d revised, %d unchanged, %d rejected, from %s to %s"
                .formatted(
                        body.path("source").asText(),
                        body.path("readings").asLong(),
                        body.path("new").asLong(),
                        body.path("revised").asLong(),
                        body.path("unchanged").asLong(),
                        body.path("rejected").asLong(),
                        body.path("dataIntervalStart").asText(),
                        body.path("dataIntervalEnd").asText());
    }

    /** The fetcher that runs in the folder. */
    static FetcherClient fetcher(StackFolder stack) throws IOException {
        URI address = StackState.read(stack)
                .map(state -> state.parts().get(QuarkusApplication.FETCHER))
                .map(PartState::address)
                .map(URI::create)
                .orElseThrow(() -> new IOException("no fetcher runs in " + stack.path() + "; ./tideline up starts it"));
        return new FetcherClient(address, new Users(stack.secrets()).password(Users.OPERATOR));
    }
}
