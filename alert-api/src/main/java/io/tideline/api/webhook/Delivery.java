package io.tideline.api.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends one signed body to one address, once. */
final class Delivery {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Some receivers lose the body of a request that offers HTTP/2.
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** How a send ended. */
    sealed interface Outcome {

        record Delivered() implements Outcome {}

        /** It may work later. */
        record Failed(String detail) implements Outcome {}

        /** It will never work. */
        record Refused(String detail) implements Outcome {}
    }

    private Delivery() {}

    static Outcome send(URI url, Optional<String> secret, String id, Instant now, byte[] body)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Tideline")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        secret.ifPresent(key -> request.header("webhook-signature", Signature.of(key, id, now.getEpochSecond(), body)));
        try {
            return outcome(HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException e) {
            return new Outcome.Failed("no answer: " + e);
        }
    }

    private static Outcome outcome(int status) {
        if (status / 100 == 2) {
            return new Outcome.Delivered();
        }
        boolean mayWorkLater = status >= 500 || status == 408 || status == 425 || status == 429;
        return mayWorkLater ? new Outcome.Failed("answered " + status) : new Outcome.Refused("answered " + status);
    }
}
