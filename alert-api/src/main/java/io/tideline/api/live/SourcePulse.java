package io.tideline.api.live;

import io.tideline.api.series.Reading;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When each source was last heard on Kafka, and how often in the last minutes: the feed reads every reading anyway. */
@Singleton
public class SourcePulse {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int BUCKET_SECONDS = 10;

    private final Clock clock;
    private final Map<String, Beats> sources = new ConcurrentHashMap<>();

    /** A pulse: the newest fetch that was heard of, and readings a second over five minutes. */
    public record Pulse(Instant fetchedAt, double rate) {}

    private record Bucket(long number, int readings) {}

    private static final class Beats {
        private Instant fetchedAt = Instant.EPOCH;
        private final Deque<Bucket> buckets = new ArrayDeque<>();
    }

    SourcePulse(Clock clock) {
        this.clock = clock;
    }

    void beat(Reading reading) {
        Beats beats = sources.computeIfAbsent(reading.source(), key -> new Beats());
        synchronized (beats) {
            if (reading.fetchedAt().isAfter(beats.fetchedAt)) {
                beats.fetchedAt = reading.fetchedAt();
            }
            long number = reading.fetchedAt().getEpochSecond() / BUCKET_SECONDS;
            Bucket last = beats.buckets.peekLast();
            if (last != null && last.number() == number) {
                beats.buckets.removeLast();
                beats.buckets.addLast(new Bucket(number, last.readings() + 1));
            } else {
                beats.buckets.addLast(new Bucket(number, 1));
            }
            forget(beats);
        }
    }

    /** Nothing for a source that was not heard of. */
    public Optional<Pulse> of(String source) {
        Beats beats = sources.get(source);
        if (beats == null) {
            return Optional.empty();
        }
        synchronized (beats) {
            forget(beats);
            int readings = beats.buckets.stream().mapToInt(Bucket::readings).sum();
            return Optional.of(new Pulse(beats.fetchedAt, readings / (double) WINDOW.toSeconds()));
        }
    }

    private void forget(Beats beats) {
        long oldest = clock.instant().minus(WINDOW).getEpochSecond() / BUCKET_SECONDS;
        while (!beats.buckets.isEmpty() && beats.buckets.peekFirst().number() < oldest) {
            beats.buckets.removeFirst();
        }
    }
}
