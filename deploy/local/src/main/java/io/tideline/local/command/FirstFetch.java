package io.tideline.local.command;

import io.tideline.local.LocalStack;
import io.tideline.local.application.FetcherClient;
import io.tideline.local.application.QuarkusApplication;
import io.tideline.local.application.Users;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Fetches the last minutes of every source at once, so that the page is not empty until the schedule begins. */
final class FirstFetch extends Thread {
    private static final Duration PAST = Duration.ofMinutes(15);

    private final LocalStack stack;
    private final Consumer<String> reports;

    FirstFetch(LocalStack stack, Consumer<String> reports) {
        super("first-fetch");
        setDaemon(true);
        this.stack = stack;
        this.reports = reports;
    }

    @Override
    public void run() {
        try {
            FetcherClient fetcher =
                    new FetcherClient(stack.address(QuarkusApplication.FETCHER), stack.password(Users.OPERATOR));
            for (String source : fetcher.enabledSources()) order(fetcher, source);
        } catch (IOException e) {
            reports.accept("no first fetch: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void order(FetcherClient fetcher, String source) throws IOException, InterruptedException {
        Instant now = Instant.now();
        FetcherClient.Answer answer = fetcher.fetch(source, now.minus(PAST), now);
        if (!answer.isGood()) reports.accept("first fetch of " + source + " failed: " + FetchCommand.problem(answer));
    }
}
