package io.tideline.api.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tideline.api.alert.Alert;
import io.tideline.api.filter.Glob;
import io.tideline.api.kafka.Kafka;
import io.tideline.api.live.AlertRecords;
import io.tideline.api.silence.Silences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the alerts for one receiver, in a consumer group of its own: its committed offset is the durable position, and of
 * several replicas one sends each alert. An offset is committed only when nothing read before it still waits to be sent.
 */
final class WebhookSender implements Runnable {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final WebhooksConfig config;
    private final WebhooksConfig.Receiver receiver;
    private final Kafka kafka;
    private final AlertRecords records;
    private final Silences silences;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, AlertGroup> groups = new HashMap<>();
    private @Nullable Consumer<String, byte[]> consumer;
    private volatile WebhookState state;
    private volatile boolean stopped;
    private final Queue<Alert> direct = new ConcurrentLinkedQueue<>();

    /** By rule: what did not work and is tried again, while other groups go on. */
    private final Map<String, Attempt> retries = new HashMap<>();
    /** Null once everything that was written before the start has been read. */
    private @Nullable List<Alert> firingBefore = List.of();

    WebhookSender(
            String name,
            WebhooksConfig config,
            WebhooksConfig.Receiver receiver,
            Kafka kafka,
            AlertRecords records,
            Silences silences,
            ObjectMapper json,
            Clock clock) {
        this.name = name;
        this.config = config;
        this.receiver = receiver;
        this.kafka = kafka;
        this.records = records;
        this.silences = silences;
        this.json = json;
        this.clock = clock;
        this.state = WebhookState.of(name);
    }

    WebhookState state() {
        return state;
    }

    void tellDirectly(List<Alert> steps) {
        steps.stream().filter(this::isWanted).forEach(direct::add);
    }

    void stop() {
        stopped = true;
        Consumer<String, byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /** What fired when this process began; what of it is still to be told, the position in the topic tells. */
    void remember(List<Alert> firing) {
        firingBefore = firing.stream().filter(this::isWanted).toList();
    }

    @Override
    public void run() {
        while (!stopped) {
            try (Consumer<String, byte[]> opened = kafka.groupConsumer("webhook-" + name, "tideline-webhook-" + name)) {
                consumer = opened;
                opened.subscribe(List.of(AlertRecords.TOPIC));
                while (!stopped) {
                    for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
                        records.read(record.value()).filter(this::isWanted).ifPresent(this::take);
                    }
                    for (Alert step = direct.poll(); step != null; step = direct.poll()) {
                        take(step);
                    }
                    rememberOnceCaughtUp(opened);
                    sendWhatIsDue();
                    commit(opened);
                }
            } catch (WakeupException | InterruptException | InterruptedException e) {
                LOG.debugf("webhook=%s stopped", name);
            } catch (IOException | KafkaException e) {
                LOG.warnf("webhook=%s waiting error=\"%s\"", name, e.getMessage());
                pause();
            }
        }
    }

    private boolean isWanted(Alert alert) {
        return !alert.state().equals("PENDING")
                && new Glob(receiver.severity()).matches(alert.severity())
                && new Glob(receiver.source()).matches(alert.source());
    }

    private void take(Alert alert) {
        if (firingBefore != null && alert.hasEnded()) {
            group(alert).assumeTold(alert.id());
        }
        group(alert).take(alert, clock.instant());
    }

    private void rememberOnceCaughtUp(Consumer<String, byte[]> consumer) {
        List<Alert> firing = firingBefore;
        if (firing != null
                && !consumer.assignment().isEmpty()
                && consumer.assignment().stream()
                        .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0)) {
            firingBefore = null;
            firing.forEach(alert -> group(alert).remember(alert, clock.instant()));
        }
    }

    private AlertGroup group(Alert alert) {
        return groups.computeIfAbsent(alert.rule().id(), rule -> new AlertGroup());
    }

    /** One attempt, so that the topic is polled in between: news first, so that no retry holds back another group. */
    private void sendWhatIsDue() throws InterruptedException {
        Instant now = clock.instant();
        Optional<Attempt> next = news(now).or(() -> retryDue(now));
        if (next.isPresent()) {
            send(next.get(), now);
        }
    }

    private Optional<Attempt> news(Instant now) {
        for (Map.Entry<String, AlertGroup> group : groups.entrySet()) {
            if (!retries.containsKey(group.getKey())) {
                List<Alert> due = group.getValue()
                        .due(
                                now,
                                config.groupWait(),
                                config.groupInterval(),
                                config.repeatInterval(),
                                alert -> silences.mark(alert.labels()) != null);
                if (!due.isEmpty()) {
                    return Optional.of(Attempt.first(group.getKey(), due, now));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Attempt> retryDue(Instant now) {
        return retries.values().stream()
                .filter(retry -> !retry.at().isAfter(now))
                .min(Comparator.comparing(Attempt::at));
    }

    private void send(Attempt attempt, Instant now) throws InterruptedException {
        byte[] body = written(Notification.of(name, attempt.ruleId(), attempt.alerts(), config.externalUrl()));
        Delivery.Outcome outcome = Delivery.send(receiver.url(), receiver.secret(), attempt.messageId(name), now, body);
        if (outcome instanceof Delivery.Outcome.Failed failed && attempt.mayBeRepeated(now, config.retryFor())) {
            retries.put(attempt.ruleId(), attempt.later(now));
            state = state.retrying(now, failed.detail());
            LOG.warnf(
                    "webhook=%s rule=%s retry=%s error=\"%s\"",
                    name, attempt.ruleId(), attempt.pause(), failed.detail());
            return;
        }
        retries.remove(attempt.ruleId());
        ended(attempt, outcome, now);
    }

    private void ended(Attempt attempt, Delivery.Outcome outcome, Instant now) {
        AlertGroup group = groups.get(attempt.ruleId());
        if (group != null) {
            group.sent(attempt.alerts(), now);
        }
        if (outcome instanceof Delivery.Outcome.Delivered) {
            state = retries.isEmpty() ? state.sent(now) : state.sentBesideRetries(now);
            LOG.infof(
                    "webhook=%s rule=%s alerts=%d outcome=sent",
                    name, attempt.ruleId(), attempt.alerts().size());
            return;
        }
        String detail = outcome instanceof Delivery.Outcome.Refused refused ? refused.detail() : "no success in time";
        state = state.givenUp(now, detail);
        LOG.errorf("webhook=%s rule=%s outcome=given-up error=\"%s\"", name, attempt.ruleId(), detail);
    }

    private void commit(Consumer<String, byte[]> consumer) {
        if (!retries.isEmpty() || groups.values().stream().anyMatch(AlertGroup::hasNews)) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            offsets.put(partition, new OffsetAndMetadata(consumer.position(partition)));
        }
        consumer.commitAsync(offsets, null);
    }

    private byte[] written(Notification notification) {
        try {
            return json.writeValueAsBytes(notification);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
