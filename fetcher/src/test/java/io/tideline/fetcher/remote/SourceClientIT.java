package io.tideline.fetcher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Limits;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.Sources;
import io.tideline.fetcher.source.UrlTemplate;
import io.tideline.fetcher.stack.ScriptedApi;
import io.tideline.fetcher.stack.ScriptedApi.Reply;
import io.tideline.fetcher.stack.Servers;
import io.tideline.fetcher.stack.Warnings;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client alone, with a life of its own. */
@QuarkusTest
@WithTestResource(value = Servers.class, initArgs = @ResourceArg(name = Servers.WHICHEVER, value = "true"))
class SourceClientIT {
    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final Quota NO_LIMIT =
            (source, day, limit) -> Uni.createFrom().item(true);
    private final ScriptedApi api = Servers.api();

    @Inject
    Sources sources;

    @BeforeEach
    void forget() {
        api.forget();
    }

    @Test
    void sendsNothingToAnAddressThatIsPrivateWhenItConnects() {
        api.answers("/rebound", Reply.ok("{}"));
        Source source = source("/rebound", false, Duration.ofSeconds(10));
        // As a name server answers that means another address a moment later.
        Addresses.Lookup open = host -> new InetAddress[] {InetAddress.getByName("1.1.1.1")};

        SourceFailure failure;
        try (Warnings warnings = new Warnings()) {
            failure = failure(new SourceClient(source, NO_LIMIT, Clock.systemUTC(), open));
            assertThat(warnings.entries()).as("the fetch tells it").isEmpty();
        }

        assertThat(failure.reason()).isEqualTo(FailureReason.ADDRESS_REFUSED);
        assertThat(failure.text()).isEqualTo("""
                The host 127.0.0.1 has the private address 127.0.0.1. Set allowPrivateAddresses if it is meant""");
        assertThat(api.asked("/rebound")).isEmpty();
    }

    @Test
    void closesTheConnectionToASourceThatDrips() {
        AtomicBoolean gone = new AtomicBoolean();
        api.answers("/drips", Reply.ok(stream -> {
            try {
                for (; ; Thread.sleep(20)) {
                    stream.write(' ');
                    stream.flush();
                }
            } catch (IOException closed) {
                gone.set(true);
            }
        }));

        Source source = source("/drips", true, Duration.ofMillis(500));
        SourceFailure failure;
        try (Warnings warnings = new Warnings()) {
            failure = failure(new SourceClient(source, NO_LIMIT, Clock.systemUTC()));
            await().atMost(Duration.ofSeconds(20)).untilTrue(gone);
            failure(new SourceClient(source, NO_LIMIT, Clock.systemUTC()));
            assertThat(warnings.entries())
                    .as("what comes when nobody waits any more, too")
                    .isEmpty();
        }

        assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
    }

    @Test
    void givesUpOnAConnectionThatIsNotMade() throws IOException {
        // A queue of one that is full: nobody takes a connection, and no further one is answered.
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(deaf.getInetAddress(), deaf.getLocalPort());
                Socket second = new Socket(deaf.getInetAddress(), deaf.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            Limits impatient = new Limits(
                    Duration.ofMillis(300), Duration.ofMinutes(5), 1_000, OptionalInt.empty(), 4, 0, 100_000, 1);
            Source source = source("http://127.0.0.1:" + deaf.getLocalPort() + "/", true, impatient);

            SourceFailure failure = failure(new SourceClient(source, NO_LIMIT, Clock.systemUTC()));

            assertThat(failure.reason()).isEqualTo(FailureReason.TIMEOUT);
            assertThat(failure.text()).startsWith("No connection: ").contains(" 300 ms");
        }
    }

    @Test
    void letsOneRequestTryWhenTheCircuitWasOpenForAWhile() {
        Duration openFor = Duration.ofMillis(500);
        Guards guards = new Guards("half-open", limits(Duration.ofSeconds(10)), openFor);
        AtomicInteger sent = new AtomicInteger();
        Uni<Exchange> fails = Uni.createFrom().failure(() -> {
            sent.incrementAndGet();
            return new SourceFailure(FailureReason.SERVER_ERROR, "The source answered 500");
        });
        for (int i = 0; i < 20; i++) send(guards, fails);

        FailureReason open = send(guards, fails).orElseThrow().reason();
        int whileOpen = sent.get();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send(guards, fails).orElseThrow().reason(), FailureReason.SERVER_ERROR::equals);
        FailureReason openAgain = send(guards, fails).orElseThrow().reason();
        int afterTheTry = sent.get();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send(guards, succeeds()).isEmpty());

        assertThat(open).isEqualTo(FailureReason.CIRCUIT_OPEN);
        assertThat(whileOpen).isEqualTo(20);
        assertThat(openAgain).as("the one that tried failed").isEqualTo(FailureReason.CIRCUIT_OPEN);
        assertThat(afterTheTry).isEqualTo(21);
        assertThat(send(guards, fails).orElseThrow().reason())
                .as("one that succeeds closes the circuit for all")
                .isEqualTo(FailureReason.SERVER_ERROR);
    }

    private static Uni<Exchange> succeeds() {
        return Uni.createFrom().item(new Exchange.Unchanged());
    }

    private static Optional<SourceFailure> send(Guards guards, Uni<Exchange> request) {
        return guards.send(() -> request)
                .map(exchange -> Optional.<SourceFailure>empty())
                .onFailure(SourceFailure.class)
                .recoverWithItem(failure -> Optional.of(failure))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private static SourceFailure failure(SourceClient client) {
        try (client) {
            Answer answer =
                    client.read(new DataInterval(NOW, NOW)).toUni().await().atMost(Duration.ofSeconds(60));
            assertThat(answer).isInstanceOf(Answer.NoBody.class);
            return ((Answer.NoBody) answer).failure();
        }
    }

    private Source source(String path, boolean allowsPrivateAddresses, Duration timeout) {
        return source(api.url() + path, allowsPrivateAddresses, limits(timeout));
    }

    private Source source(String url, boolean allowsPrivateAddresses, Limits limits) {
        Source like = sources.named("guest").orElseThrow();
        return new Source(
                like.name(),
                like.description(),
                like.simulated(),
                like.enabled(),
                like.schedule(),
                new UrlTemplate(url),
                like.headers(),
                like.authentication(),
                allowsPrivateAddresses,
                like.format(),
                like.entities(),
                like.mapping(),
                like.units(),
                limits,
                like.pushToken());
    }

    private static Limits limits(Duration timeout) {
        return new Limits(timeout, timeout, 1_000, OptionalInt.empty(), 4, 0, 100_000, 1);
    }
}
