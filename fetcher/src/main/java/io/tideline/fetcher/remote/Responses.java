package io.tideline.fetcher.remote;

import io.netty.channel.ConnectTimeoutException;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Limits;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jboss.resteasy.reactive.RestResponse;

/** From HTTP's words to the fetcher's: what a response or a broken connection means. */
final class Responses {
    private static final int EXCERPT = 200;
    private static final int CHUNK = 16 * 1024;
    /** Nobody means more; and no date is out of reach. */
    private static final long LONGEST_WAIT = Duration.ofDays(30).toSeconds();

    private Responses() {}

    /**
     * The whole body. Throws SourceFailure as soon as it is larger than the limit, or takes longer than it may: whoever
     * sends a byte now and then must not hold the thread.
     */
    static byte[] body(InputStream stream, Limits limits) {
        long end = System.nanoTime() + limits.timeout().toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (stream) {
            for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
                body.write(chunk, 0, read);
                refuseMore(body.size(), limits);
                refuseLate(end);
            }
            return body.toByteArray();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static void refuseMore(int size, Limits limits) {
        if (size > limits.maxBytes()) {
            throw new SourceFailure(
                    FailureReason.BODY_TOO_LARGE,
                    "The body is larger than limits.maxBytes of the source, " + limits.maxBytes());
        }
    }

    private static void refuseLate(long end) {
        if (System.nanoTime() > end) {
            throw new SourceFailure(FailureReason.TIMEOUT, "The source did not send its whole body in time");
        }
    }

    /** The version of a body, where the source names one. */
    static Optional<Version> version(URI url, RestResponse<InputStream> response) {
        Optional<String> tag = Optional.ofNullable(response.getHeaderString(HttpHeaders.ETAG));
        Optional<String> lastModified = Optional.ofNullable(response.getHeaderString(HttpHeaders.LAST_MODIFIED));
        return tag.isPresent() || lastModified.isPresent()
                ? Optional.of(new Version(url, tag, lastModified))
                : Optional.empty();
    }

    /** What a status of no success means. */
    static SourceFailure refused(RestResponse<InputStream> response, Instant now) {
        int status = response.getStatus();
        return new SourceFailure(
                reason(status), "The source answered " + status + excerpt(response), retryAfter(response, now));
    }

    /** What a request that brought no response means. */
    static SourceFailure failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SourceFailure failure) {
                return failure;
            }
            if (cause instanceof ConnectTimeoutException) {
                return new SourceFailure(FailureReason.TIMEOUT, "No connection: " + cause.getMessage());
            }
            if (isTimeout(cause)) {
                return new SourceFailure(FailureReason.TIMEOUT, "The source did not answer in time");
            }
            if (cause instanceof UnknownHostException) {
                return new SourceFailure(FailureReason.UNREACHABLE, "No such host: " + cause.getMessage());
            }
            if (cause instanceof ConnectException) {
                return new SourceFailure(FailureReason.UNREACHABLE, "No connection: " + cause.getMessage());
            }
        }
        return new SourceFailure(FailureReason.UNREACHABLE, "The connection broke: " + thrown);
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof TimeoutException
                || cause instanceof io.smallrye.mutiny.TimeoutException
                || cause instanceof java.net.SocketTimeoutException;
    }

    private static FailureReason reason(int status) {
        return switch (status) {
            case 403, 418 -> FailureReason.BANNED;
            case 408 -> FailureReason.TIMEOUT;
            case 429 -> FailureReason.RATE_LIMITED;
            default ->
                Response.Status.Family.familyOf(status) == Response.Status.Family.SERVER_ERROR
                        ? FailureReason.SERVER_ERROR
                        : FailureReason.REQUEST_REFUSED;
        };
    }

    /** Retry-After is seconds or a date. */
    private static Optional<Duration> retryAfter(RestResponse<InputStream> response, Instant now) {
        String written = response.getHeaderString(HttpHeaders.RETRY_AFTER);
        if (written == null) {
            return Optional.empty();
        }
        try {
            long seconds = Long.parseLong(written.strip());
            return Optional.of(Duration.ofSeconds(Math.max(0, Math.min(seconds, LONGEST_WAIT))));
        } catch (NumberFormatException e) {
            return until(written, now);
        }
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Instant end = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String excerpt(RestResponse<InputStream> response) {
        try (InputStream stream = response.getEntity()) {
            String text = stream == null ? "" : new String(stream.readNBytes(EXCERPT), StandardCharsets.UTF_8);
            return text.isBlank() ? "" : ": " + text.strip();
        } catch (IOException e) {
            return "";
        }
    }
}
