package io.tideline.spark.rule;

import io.tideline.rules.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a batch: what the driver knows when it sends the tasks, the same for all of them. Executors that read the rules themselves do so seconds apart, and the
 * state of a series may be with one in this batch and with another one in the next: that one would see a rule that is deleted come back, and raise its alert anew.
 */
public final class BatchRules implements RuleSource {

    private final RuleSource live;
    private transient @Nullable RuleSet last;
    private transient @Nullable Sent sent;

    public BatchRules(RuleSource live) {
        this.live = live;
    }

    @Override
    public RuleSet current() {
        return live.current();
    }

    /** Spark serializes the tasks of every batch anew. */
    private synchronized Object writeReplace() {
        RuleSet now = live.current();
        Sent known = sent;
        if (known == null || now != last) {
            known = Sent.of(now);
            sent = known;
            last = now;
        }
        return known;
    }

    /** As the executors get it. The bytes are read when they are other ones than before: rules remember which series they select. */
    private static final class Sent implements RuleSource {

        private static volatile @Nullable Read lastRead;

        private final byte[] bytes;
        private final UUID digest;

        private Sent(byte[] bytes) {
            this.bytes = bytes;
            this.digest = UUID.nameUUIDFromBytes(bytes);
        }

        static Sent of(RuleSet rules) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(rules);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Sent(bytes.toByteArray());
        }

        @Override
        public RuleSet current() {
            Read read = lastRead;
            if (read == null || !read.digest.equals(digest)) {
                read = new Read(digest, rules());
                lastRead = read;
            }
            return read.rules;
        }

        private RuleSet rules() {
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                return (RuleSet) in.readObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("The executor runs other classes than the driver", e);
            }
        }
    }

    private record Read(UUID digest, RuleSet rules) {}
}
