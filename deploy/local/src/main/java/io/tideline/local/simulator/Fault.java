package io.tideline.local.simulator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A way in which an external API goes wrong; it answers the next requests for a forecast, as many as its count says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fault", defaultImpl = Fault.Status.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fault.Status.class, name = "status"),
    @JsonSubTypes.Type(value = Fault.Slow.class, name = "slow"),
    @JsonSubTypes.Type(value = Fault.Truncated.class, name = "truncated"),
    @JsonSubTypes.Type(value = Fault.NotJson.class, name = "not-json"),
    @JsonSubTypes.Type(value = Fault.ErrorText.class, name = "error-text"),
    @JsonSubTypes.Type(value = Fault.OtherShape.class, name = "other-shape")
})
sealed interface Fault {
    /** How many requests it answers. */
    int count();

    /** What goes out in place of the right answer. */
    Answer instead(Answer right);

    /** An error status, with Retry-After where retryAfter, in seconds, is not 0. */
    record Status(int status, int retryAfter, int count) implements Fault {
        public Status {
            if (status < 400 || status > 599) {
                throw new BadRequest("status is " + status + ": a fault needs one from 400 to 599");
            }
            count = Math.max(1, count);
        }

        @Override
        public Answer instead(Answer right) {
            Answer error = Answer.error(status, "The simulator was told to answer " + status);
            return retryAfter > 0 ? error.with("Retry-After", Integer.toString(retryAfter)) : error;
        }
    }

    /** The right answer, after a delay of as many milliseconds. */
    record Slow(long delayMillis, int count) implements Fault {
        public Slow {
            if (delayMillis <= 0) throw new BadRequest("delayMillis is " + delayMillis + ": it must be more than 0");
            count = Math.max(1, count);
        }

        @Override
        public Answer instead(Answer right) {
            return right.after(Duration.ofMillis(delayMillis));
        }
    }

    /** The first half of the right answer, with the length of the whole: the connection breaks. */
    record Truncated(int count) implements Fault {
        public Truncated {
            count = Math.max(1, count);
        }

        @Override
        public Answer instead(Answer right) {
            return right.sending(Arrays.copyOf(right.body(), right.body().length / 2));
        }
    }

    /** A page of HTML with status 200. */
    record NotJson(int count) implements Fault {
        public NotJson {
            count = Math.max(1, count);
        }

        @Override
        public Answer instead(Answer right) {
            return Answer.text(200, "text/html; charset=utf-8", "<html><body>Please come back later</body></html>");
        }
    }

    /** The right answer with an error text after it, inside a 200, as Open-Meteo does when it fails while it writes. */
    record ErrorText(int count) implements Fault {
        public ErrorText {
            count = Math.max(1, count);
        }

        @Override
        public Answer instead(Answer right) {
            String body = new String(right.body(), StandardCharsets.UTF_8);
            return right.withBody(
                    (body + "Unexpected error while streaming data: timeoutReached").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** JSON that is no forecast. */
    record OtherShape(int count) implements Fault {
        public OtherShape {
            count = Math.max(1, count);
        }

        @Override
        public Answer instead(Answer right) {
            return Answer.text(200, Answer.JSON, "{\"message\":\"moved to another version of this API\"}");
        }
    }
}
