package io.tideline.api.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How it stands with one receiver. */
record WebhookState(
        String receiver,
        String state,
        @Nullable Instant lastSentAt,
        @Nullable Instant lastFailedAt,
        String lastError,
        long sent,
        long givenUp) {

    static WebhookState of(String receiver) {
        return new WebhookState(receiver, "IDLE", null, null, "", 0, 0);
    }

    WebhookState sent(Instant now) {
        return new WebhookState(receiver, "OK", now, lastFailedAt, lastError, sent + 1, givenUp);
    }

    /** Sent, while something else is still tried again. */
    WebhookState sentBesideRetries(Instant now) {
        return new WebhookState(receiver, "RETRYING", now, lastFailedAt, lastError, sent + 1, givenUp);
    }

    WebhookState retrying(Instant now, String error) {
        return new WebhookState(receiver, "RETRYING", lastSentAt, now, error, sent, givenUp);
    }

    WebhookState givenUp(Instant now, String error) {
        return new WebhookState(receiver, "GIVEN_UP", lastSentAt, now, error, sent, givenUp + 1);
    }
}
