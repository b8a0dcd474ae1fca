package io.tideline.fetcher.publishing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.publishing.Outbox.Entry;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries the outbox to Kafka. One replica does it at a time, the one that holds an advisory lock of PostgreSQL, so that
 * a series keeps its order (docs/adr/0002). The lock lives and dies with the connection that holds it.
 */
@ApplicationScoped
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** A notification may get lost with a connection; the outbox is looked at this often without one. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private static final String LEAD = "SELECT pg_try_advisory_lock(hashtextextended('outbox relay', 0)) AS leads";

    private final Vertx vertx;
    private final Outbox outbox;
    private final KafkaPublisher publisher;
    private final RelayState state;
    private final PgConnectOptions database;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private volatile boolean stopped;

    Relay(
            Vertx vertx,
            Outbox outbox,
            KafkaPublisher publisher,
            RelayState state,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.vertx = vertx;
        this.outbox = outbox;
        this.publisher = publisher;
        this.state = state;
        this.database = PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                .setUser(user)
                .setPassword(password)
                .setCachePreparedStatements(true);
    }

    /** To be called after a commit that added to the outbox. */
    public void wake() {
        work.release();
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        end();
    }

    /** Also of an application that did not come up: dev mode lives on with another one. */
    @PreDestroy
    void end() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(10));
    }

    private void run() {
        while (!stopped) {
            try {
                leadIfNobodyDoes();
                state.follows();
            } catch (RuntimeException e) {
                state.fails(e);
                LOG.warnf("event=relay-failed retryIn=%s reason=\"%s\"", RETRY, e.getMessage());
            }
            rest(RETRY);
        }
    }

    private void leadIfNobodyDoes() {
        PgConnection connection = await(PgConnection.connect(vertx, database));
        try {
            boolean leads =
                    await(connection.query(LEAD).execute()).iterator().next().getBoolean("leads");
            if (leads) {
                lead(connection);
            }
        } finally {
            connection.closeAndForget();
        }
    }

    private void lead(PgConnection connection) {
        LOG.info("event=relay-leads");
        connection.notificationHandler(notification -> wake());
        await(connection.query("LISTEN outbox").execute());
        while (!stopped) {
            List<Entry> entries = await(outbox.oldest(connection));
            state.leads();
            if (entries.isEmpty()) {
                rest(LONGEST_REST);
            } else {
                publisher.publish(entries.stream().map(Entry::batch).toList());
                await(outbox.remove(connection, entries));
                LOG.debugf("event=published batches=%d", entries.size());
            }
        }
    }

    private void rest(Duration longest) {
        try {
            if (work.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(ANSWER);
    }
}
