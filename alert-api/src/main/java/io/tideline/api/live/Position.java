package io.tideline.api.live;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A place in the history of all topics: for every partition the offset of the next event. As the id of an event it means
 * the same to every replica. Written as base64url of: version (1 byte), lineage (4 bytes), then for each topic the number
 * of partitions and the offsets as variable-length integers.
 */
final class Position {

    private static final byte VERSION = 1;
    private static final int LONGEST = 4096;
    private static final int MOST_PARTITIONS = 512;

    private final int lineage;
    private final long[][] next;

    private Position(int lineage, long[][] next) {
        this.lineage = lineage;
        this.next = next;
    }

    /** The beginning of everything. The lineage tells one Kafka cluster from another that took its place. */
    static Position beginning(int lineage) {
        return new Position(lineage, new long[Topic.values().length][0]);
    }

    int lineage() {
        return lineage;
    }

    /** The offset of the next event of a partition: 0 for a partition that is new to this position. */
    long next(Topic topic, int partition) {
        long[] offsets = next[topic.place()];
        return partition < offsets.length ? offsets[partition] : 0;
    }

    int partitions(Topic topic) {
        return next[topic.place()].length;
    }

    boolean covers(Topic topic, int partition, long offset) {
        return offset < next(topic, partition);
    }

    /** This position with another next offset of one partition. */
    Position with(Topic topic, int partition, long offset) {
        long[][] changed = next.clone();
        long[] offsets = changed[topic.place()];
        changed[topic.place()] = Arrays.copyOf(offsets, Math.max(offsets.length, partition + 1));
        changed[topic.place()][partition] = offset;
        return new Position(lineage, changed);
    }

    /** This position, moved on in one partition if it is not there yet. */
    Position atLeast(Topic topic, int partition, long offset) {
        return offset <= next(topic, partition) ? this : with(topic, partition, offset);
    }

    /** This position in the partitions that there are. */
    Position of(Partitions partitions) {
        Position part = beginning(lineage);
        for (TopicPartition partition : partitions.all()) {
            Topic topic = Partitions.topic(partition);
            part = part.with(topic, partition.partition(), next(topic, partition.partition()));
        }
        return part;
    }

    /** For every partition the later of two positions. */
    Position max(Position other) {
        Position max = this;
        for (Topic topic : Topic.values()) {
            for (int p = 0; p < other.partitions(topic); p++) {
                if (other.next(topic, p) > max.next(topic, p)) {
                    max = max.with(topic, p, other.next(topic, p));
                }
            }
        }
        return max;
    }

    /** Whether this position covers all that the other one covers, of the topics given. */
    boolean isAtLeast(Position other, Collection<Topic> topics) {
        for (Topic topic : topics) {
            for (int p = 0; p < other.partitions(topic); p++) {
                if (next(topic, p) < other.next(topic, p)) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean isAtLeast(Position other) {
        return isAtLeast(other, EVERY_TOPIC);
    }

    private static final Set<Topic> EVERY_TOPIC = EnumSet.allOf(Topic.class);

    String written() {
        ByteBuffer bytes = ByteBuffer.allocate(
                5 + Arrays.stream(next).mapToInt(row -> 2 + 10 * row.length).sum());
        bytes.put(VERSION).putInt(lineage);
        for (long[] offsets : next) {
            put(bytes, offsets.length);
            for (long offset : offsets) {
                put(bytes, offset);
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** What was written, or nothing if it was not written by any version of this class. */
    static Optional<Position> parse(String written) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(written));
            return bytes.get() == VERSION ? Optional.of(read(bytes)) : Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Position read(ByteBuffer bytes) {
        int lineage = bytes.getInt();
        long[][] next = new long[Topic.values().length][0];
        for (int topic = 0; topic < next.length && bytes.hasRemaining(); topic++) {
            long count = take(bytes);
            if (count > MOST_PARTITIONS) {
                throw new IllegalArgumentException("Not a position: " + count + " partitions");
            }
            next[topic] = new long[(int) count];
            for (int p = 0; p < next[topic].length; p++) {
                next[topic][p] = take(bytes);
            }
        }
        return new Position(lineage, next);
    }

    private static void put(ByteBuffer bytes, long value) {
        long rest = value;
        while (rest >= 0x80) {
            bytes.put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long take(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("Not a position: a number is too long");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position position
                && lineage == position.lineage
                && Arrays.deepEquals(next, position.next);
    }

    @Override
    public int hashCode() {
        return 31 * lineage + Arrays.deepHashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(next);
    }
}
