package io.tideline.fetcher.push;

import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.archive.Order;
import io.tideline.fetcher.fetch.Fetch;
import io.tideline.fetcher.fetch.FetchAnswers;
import io.tideline.fetcher.fetch.Trace;
import io.tideline.fetcher.identity.Audit;
import io.tideline.fetcher.payload.Payload;
import io.tideline.fetcher.payload.Payload.Framing;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.Destination;
import io.tideline.fetcher.source.Entity;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.Sources;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Takes what sources push. */
@Path("/sources/{source}/payloads")
@Produces(MediaType.APPLICATION_JSON)
public class PayloadsResource {
    private static final int LONGEST_KEY = 200;

    private final Sources sources;
    private final Fetch fetch;
    private final Clock clock;

    private final Audit audit;

    PayloadsResource(Sources sources, Fetch fetch, Clock clock, Audit audit) {
        this.sources = sources;
        this.fetch = fetch;
        this.clock = clock;
        this.audit = audit;
    }

    /** @param entity what the payload is about, where its records do not say it */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary =
                    "Takes a payload in the source's own shape; the same under the same Idempotency-Key gives the same answer")
    public Uni<Response> push(
            @PathParam("source") String name,
            @QueryParam("entity") @Nullable String entity,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            byte @Nullable [] body) {
        Source source = sources.named(name).orElseThrow(() -> new Refused(Problem.unknownSource(name)));
        refuseStranger(source, authorization);
        Instant now = clock.instant();
        Payload payload = new Payload(checked(source, body), Framing.of(type), asked(source, entity), now);
        Order order = new Order(
                name, id(key), new DataInterval(now, now), EnumSet.allOf(Destination.class), digest(payload, entity));
        audit.record("token-of-" + name, "pushed", name, order.fetchId());
        return fetch.take(source, order, payload, Trace.current()).map(FetchAnswers::accepted);
    }

    private static void refuseStranger(Source source, @Nullable String authorization) {
        String token = source.pushToken()
                .orElseThrow(
                        () -> refused(403, source, "PUSH_REFUSED", "The source takes no pushes: it has no pushToken"))
                .value();
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        byte[] given = (authorization == null ? "" : authorization).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw refused(401, source, "UNAUTHORIZED", "Send the token of the source as Authorization: Bearer ...");
        }
    }

    private static byte[] checked(Source source, byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            throw refused(400, source, "BODY_UNREADABLE", "The body is empty");
        }
        if (body.length > source.limits().maxBytes()) {
            throw refused(
                    413,
                    source,
                    "BODY_TOO_LARGE",
                    "The body is larger than limits.maxBytes, "
                            + source.limits().maxBytes());
        }
        return body;
    }

    private static List<Entity> asked(Source source, @Nullable String entity) {
        return entity == null
                ? source.entities()
                : List.of(source.entity(entity)
                        .orElseThrow(() -> new Refused(Problem.unknownEntity(source.name(), entity))));
    }

    private static String id(@Nullable String key) {
        if (key != null && (key.length() > LONGEST_KEY || key.chars().anyMatch(Character::isISOControl))) {
            throw new Refused(Problem.badRequest("An Idempotency-Key has at most " + LONGEST_KEY + " characters"));
        }
        return "push__" + (key == null ? UUID.randomUUID() : key);
    }

    /** Of all that the pusher gave: another one is another payload. */
    private static String digest(Payload payload, @Nullable String entity) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((payload.framing() + "\n" + (entity == null ? "" : entity) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(payload.bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every one must have", e);
        }
    }

    private static Refused refused(int status, Source source, String reason, String detail) {
        return new Refused(
                new Problem(status, "The payload is refused", detail, Optional.of(source.name()), reason, false));
    }
}
