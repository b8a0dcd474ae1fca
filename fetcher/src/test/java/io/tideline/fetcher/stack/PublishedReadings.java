package io.tideline.fetcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topic of readings from its beginning, byte by byte as docs/architecture.md says they are. */
public final class PublishedReadings {
    private static final Schema SCHEMA = io.tideline.avro.Reading.getClassSchema();

    /** A record of the topic. */
    public record Published(String key, int schema, Map<String, String> headers, GenericRecord record) {
        public String fetchId() {
            return String.valueOf(record.get("fetchId"));
        }

        public String unit() {
            return String.valueOf(record.get("unit"));
        }

        public double value() {
            return (double) record.get("value");
        }

        public int revision() {
            return (int) record.get("revision");
        }

        public Instant observedAt() {
            return Instant.ofEpochMilli((long) record.get("observedAt"));
        }
    }

    private PublishedReadings() {}

    /** Waits until that many readings that match have come, and a moment longer for what should not come. */
    public static List<Published> await(int count, Predicate<Published> wanted) {
        return await(Servers.address("KAFKA_BOOTSTRAP_SERVERS"), count, wanted);
    }

    /** The same from brokers at an address. */
    public static List<Published> await(String brokers, int count, Predicate<Published> wanted) {
        List<Published> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(brokers)) {
            consumer.subscribe(List.of("readings"));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            int quiet = 0;
            while (System.nanoTime() < end && quiet < 3) {
                var records = consumer.poll(Duration.ofMillis(300));
                records.forEach(record -> {
                    Published published = published(record);
                    if (wanted.test(published)) found.add(published);
                });
                quiet = found.size() >= count && records.isEmpty() ? quiet + 1 : 0;
            }
        }
        return found;
    }

    /** Ids of schemas that were met. */
    public static Set<Integer> schemas(List<Published> published) {
        Set<Integer> ids = new TreeSet<>();
        published.forEach(each -> ids.add(each.schema()));
        return ids;
    }

    /** The revisions of each series as they came. */
    public static Map<String, List<Integer>> revisions(List<Published> published) {
        Map<String, List<Integer>> bySeries = new HashMap<>();
        published.forEach(each ->
                bySeries.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each.revision()));
        return bySeries;
    }

    /**
     * Fails if a series did not come in order. A stretch may come twice, after a crash, but then from its beginning: what
     * is seen for the first time comes in the order of its revisions.
     */
    public static void requireOrder(List<? extends Published> published) {
        Map<String, Integer> latest = new HashMap<>();
        for (Published each : published) {
            int before = latest.getOrDefault(each.key(), -1);
            assertThat(each.revision())
                    .as("revision of %s after %d", each.key(), before)
                    .isLessThanOrEqualTo(before + 1);
            latest.put(each.key(), Math.max(before, each.revision()));
        }
    }

    private static Published published(ConsumerRecord<String, byte[]> record) {
        ByteBuffer value = ByteBuffer.wrap(record.value());
        assertThat(value.get()).as("magic byte").isZero();
        int schema = value.getInt();
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return new Published(record.key(), schema, headers, record(record.value()));
    }

    private static GenericRecord record(byte[] value) {
        try {
            var decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
            GenericRecord record = new GenericDatumReader<GenericRecord>(SCHEMA).read(null, decoder);
            assertThat(decoder.isEnd()).as("nothing after the record").isTrue();
            return record;
        } catch (IOException e) {
            throw new AssertionError("Not a reading", e);
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(String brokers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                brokers,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
