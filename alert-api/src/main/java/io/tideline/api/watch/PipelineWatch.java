package io.tideline.api.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tideline.api.alert.Alert;
import io.tideline.api.alert.AlertTables;
import io.tideline.api.alert.StepTables;
import io.tideline.api.control.Inspector;
import io.tideline.api.control.WatchConfig;
import io.tideline.api.kafka.Kafka;
import io.tideline.api.live.AlertRecords;
import io.tideline.api.webhook.Webhooks;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the pipeline every few seconds and tells what is wrong, in the one replica that holds the {@link Office}. One thread. */
@Singleton
class PipelineWatch {

    private static final Logger LOG = Logger.getLogger(PipelineWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final WatchConfig config;
    private final Inspector inspector;
    private final Kafka kafka;
    private final AlertTables alerts;
    private final Telling telling;
    private final ObjectMapper json;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "pipeline-watch");

    /** Null while another replica holds the office. */
    private volatile @Nullable Ledger ledger;

    private volatile @Nullable Office office;
    private volatile boolean stopped;
    private final Counter looks;
    private boolean reconciled;
    private Instant nextLook = Instant.EPOCH;

    PipelineWatch(
            WatchConfig config,
            Inspector inspector,
            Kafka kafka,
            AlertRecords records,
            AlertTables alerts,
            StepTables steps,
            Webhooks webhooks,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.config = config;
        this.inspector = inspector;
        this.kafka = kafka;
        this.alerts = alerts;
        this.telling = new Telling(kafka, records, steps, webhooks, json);
        this.json = json;
        this.clock = clock;
        meters.gauge("tideline.watch.leads", this, watch -> watch.ledger == null ? 0 : 1);
        this.looks = meters.counter("tideline.watch.looks");
        meters.gauge("tideline.watch.alerts", this, PipelineWatch::open);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        end();
    }

    /** Also of an application that did not come up: dev mode lives on with another one. */
    @PreDestroy
    void end() throws InterruptedException {
        stopped = true;
        Office held = office;
        if (held != null) {
            held.wakeup();
        }
        thread.interrupt();
        thread.join(PAUSE.toMillis());
    }

    private void run() {
        while (!stopped) {
            try (Office opened = new Office(kafka, json)) {
                office = opened;
                serve(opened);
            } catch (WakeupException | InterruptException | InterruptedException e) {
                LOG.debugf("watch=stopped");
            } catch (RuntimeException e) { // whatever it is: without the watch nobody would be told
                LOG.warnf("watch=interrupted error=\"%s\"", e.getMessage());
                pause();
            }
            ledger = null;
        }
        telling.close();
    }

    private void serve(Office opened) throws InterruptedException {
        while (!stopped) {
            if (!opened.isHeld()) {
                ledger = null;
                continue;
            }
            Ledger known = ledger;
            if (known == null) {
                known = taken(opened.told());
                ledger = known;
            }
            if (!nextLook.isAfter(clock.instant())) {
                nextLook = clock.instant().plus(config.every());
                look(known);
            }
        }
    }

    private Ledger taken(List<Alert> told) {
        Ledger begun = new Ledger(config.clearedFor());
        told.stream().filter(alert -> !alert.hasEnded()).forEach(begun::adopt);
        telling.begin(told);
        reconciled = false;
        return begun;
    }

    private void look(Ledger known) throws InterruptedException {
        List<Alert> steps = new ArrayList<>(strays(known));
        steps.addAll(known.judge(inspector.findings(), clock.instant()));
        telling.tell(steps);
        looks.increment();
    }

    /**
     * Once after the office was taken: alerts that a predecessor could tell to Cassandra only, because Kafka was away. They are gone
     * on with, or ended where their series has another one by now.
     */
    private List<Alert> strays(Ledger known) throws InterruptedException {
        if (reconciled) {
            return List.of();
        }
        telling.tell(List.of());
        try {
            List<Alert> active = alerts.active().collect().asList().await().atMost(PATIENCE);
            reconciled = true;
            Instant now = clock.instant();
            return active.stream()
                    .filter(PipelineAlerts::isOne)
                    .filter(alert -> !known.adopt(alert))
                    .map(alert -> PipelineAlerts.corrected(alert, now))
                    .toList();
        } catch (RuntimeException e) { // Cassandra is away: the next look asks again
            LOG.debugf("watch=not-reconciled error=\"%s\"", e.getMessage());
            return List.of();
        }
    }

    private int open() {
        Ledger known = ledger;
        return known == null ? 0 : known.open();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
