package io.tideline.spark.output;

import io.tideline.spark.input.ReadObserver;
import io.tideline.spark.job.Brokers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits, every second and from the executors, how far a query in real-time mode has read: {@link OffsetReporter} would hear of it only at the end of a batch,
 * which lasts minutes.
 */
public final class LiveOffsets implements ReadObserver {

    private final Brokers brokers;
    private final String group;

    public LiveOffsets(Brokers brokers, String group) {
        this.brokers = brokers;
        this.group = group;
    }

    @Override
    public void read(String topic, int partition, long offset) {
        Committer.of(brokers, group).next.put(new TopicPartition(topic, partition), offset + 1);
    }

    private static final class Committer implements Runnable {

        private static final Logger LOG = LoggerFactory.getLogger(LiveOffsets.class);
        private static final Map<String, Committer> OF_THIS_JVM = new ConcurrentHashMap<>();
        private static final long PERIOD_MILLIS = 1000;
        private static final int PATIENCE_MILLIS = 5000;

        private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
        private final Map<TopicPartition, Long> committed = new HashMap<>();
        private final String group;
        private final Admin kafka;

        static Committer of(Brokers brokers, String group) {
            Committer known = OF_THIS_JVM.get(group);
            return known != null
                    ? known
                    : OF_THIS_JVM.computeIfAbsent(group, name -> new Committer(brokers, name).started());
        }

        private Committer(Brokers brokers, String group) {
            this.group = group;
            Map<String, Object> properties = brokers.properties();
            properties.put(AdminClientConfig.CLIENT_ID_CONFIG, group + "-offsets");
            // A commit that was on its way to a broker that has died waits for that one and for no other.
            properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
            properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
            this.kafka = Admin.create(properties);
        }

        private Committer started() {
            Thread thread = new Thread(this, "live-offsets");
            thread.setDaemon(true);
            thread.start();
            return this;
        }

        @Override
        public void run() {
            while (true) {
                try {
                    Thread.sleep(PERIOD_MILLIS);
                    commit();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (Exception e) {
                    LOG.warn("event=offsets-not-reported group={} error={}", group, e.toString());
                }
            }
        }

        private void commit() throws Exception {
            Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
            next.forEach((partition, offset) -> {
                if (!offset.equals(committed.get(partition))) {
                    news.put(partition, new OffsetAndMetadata(offset));
                }
            });
            if (!news.isEmpty()) {
                kafka.alterConsumerGroupOffsets(group, news).all().get();
                news.forEach((partition, offset) -> committed.put(partition, offset.offset()));
            }
        }
    }
}
