package io.tideline.api.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tideline.api.alert.ActiveAlerts;
import io.tideline.api.alert.Alert;
import io.tideline.api.kafka.Kafka;
import io.tideline.api.live.AlertRecords;
import io.tideline.api.silence.Silences;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** All configured receivers, each with a thread. They begin when it is known what fired before. */
@Singleton
public class Webhooks {

    private final List<WebhookSender> senders;
    private final ActiveAlerts active;
    private volatile boolean started;

    Webhooks(
            WebhooksConfig config,
            Kafka kafka,
            AlertRecords records,
            Silences silences,
            ActiveAlerts active,
            ObjectMapper json,
            Clock clock,
            MeterRegistry registry) {
        this.active = active;
        this.senders = config.receivers().entrySet().stream()
                .map(receiver -> new WebhookSender(
                        receiver.getKey(), config, receiver.getValue(), kafka, records, silences, json, clock))
                .toList();
        for (WebhookSender sender : senders) {
            String name = sender.state().receiver();
            registry.more().counter("tideline.webhook.sent", Tags.of("receiver", name), sender, s -> s.state()
                    .sent());
            registry.more().counter("tideline.webhook.given.up", Tags.of("receiver", name), sender, s -> s.state()
                    .givenUp());
        }
    }

    List<WebhookState> states() {
        return senders.stream().map(WebhookSender::state).toList();
    }

    /** Made at the start, so that a fault of the configuration stops it. */
    void check(@Observes StartupEvent event) {}

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> begin() {
        if (started || senders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return active.all().invoke(this::start).replaceWithVoid().onFailure().recoverWithNull();
    }

    private void start(List<Alert> alerts) {
        started = true;
        for (WebhookSender sender : senders) {
            sender.remember(alerts.stream()
                    .filter(alert -> alert.state().equals("FIRING"))
                    .toList());
            Thread thread = new Thread(sender, "webhook-" + sender.state().receiver());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Takes in steps that cannot come over Kafka, because Kafka is what they tell of; when they come over it later they are known. */
    public void tellDirectly(List<Alert> steps) {
        senders.forEach(sender -> sender.tellDirectly(steps));
    }

    void stop(@Observes ShutdownEvent event) {
        senders.forEach(WebhookSender::stop);
    }
}
