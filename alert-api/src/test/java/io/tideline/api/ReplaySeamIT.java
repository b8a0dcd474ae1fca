package io.tideline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Guarantee 4, at random: whoever listens, with whatever filter, however often and however roughly the connection ends, and
 * whichever replica answers next, however far behind it is, gets each event that matches once and in order.
 */
class ReplaySeamIT {

    private static final int LISTENERS = 12;
    private static final Duration PUBLISHING = Duration.ofSeconds(18);
    /** One in so many events puts a replica to sleep for a while. */
    private static final int NAPS = 150;

    private static final List<String> ENTITIES = List.of("north", "south", "east", "west", "centre");
    /** So few that most reconnections have to replay from Kafka, and some are served from memory. */
    private static final Map<String, String> SMALL_HISTORY =
            Map.of("TIDELINE_LIVE_HISTORY", "60", "TIDELINE_LIVE_HEARTBEAT", "300ms");

    private final long seed = System.nanoTime();
    private final AtomicBoolean publishing = new AtomicBoolean(true);
    private final AtomicBoolean napping = new AtomicBoolean();
    private final String run = "run" + seed;

    @Test
    void givesEachListenerEachMatchingEventOnceAndInOrderWhateverHappens() throws InterruptedException {
        Map<String, String> environment = Stack.environment();
        try (Wire wire = new Wire(environment);
                Replica first = Replica.start("first", environment, SMALL_HISTORY);
                Replica second = Replica.start("second", environment, SMALL_HISTORY)) {
            List<Listener> listeners = IntStream.range(0, LISTENERS)
                    .mapToObj(i -> new Listener(new Random(seed + i), List.of(first, second)))
                    .toList();
            listeners.forEach(Listener::begin);
            List<Thread> threads = listeners.stream()
                    .map(listener -> new Thread(listener::comeAndGo))
                    .toList();
            threads.forEach(Thread::start);

            Published published = publish(wire, first, second);
            for (Thread thread : threads) {
                thread.join();
            }

            List<Thread> lastConnections = listeners.stream()
                    .map(listener -> new Thread(() -> listener.stayUntil(published.matching(listener.filter))))
                    .toList();
            lastConnections.forEach(Thread::start);
            for (Thread thread : lastConnections) {
                thread.join();
            }

            for (Listener listener : listeners) {
                assertThat(listener.heard())
                        .as("seed %d, filter %s, %d connections", seed, listener.filter, listener.connections)
                        .containsExactlyElementsOf(published.inOrderOf(listener.heard(), listener.filter));
            }
        }
    }

    /** What was written, by series, each once. */
    private record Published(Map<String, List<String>> bySeries) {

        int matching(String entity) {
            return bySeries.entrySet().stream()
                    .filter(series -> entity.equals("*") || series.getKey().endsWith(entity))
                    .mapToInt(series -> series.getValue().size())
                    .sum();
        }

        /** The same events as were heard if, series by series, nothing is missing, repeated or out of order. */
        List<String> inOrderOf(List<String> heard, String entity) {
            Map<String, Iterator<String>> rest = new HashMap<>();
            bySeries.forEach((series, events) -> rest.put(series, events.iterator()));
            List<String> expected = new ArrayList<>();
            for (String event : heard) {
                String series = event.substring(0, event.lastIndexOf('#'));
                expected.add(rest.get(series).hasNext() ? rest.get(series).next() : "nothing more of " + series);
            }
            rest.forEach((series, events) -> {
                if (entity.equals("*") || series.endsWith(entity)) {
                    events.forEachRemaining(expected::add);
                }
            });
            return expected;
        }
    }

    private Published publish(Wire wire, Replica other, Replica victim) throws InterruptedException {
        Random random = new Random(seed);
        Map<String, List<String>> written = new TreeMap<>();
        Instant end = Instant.now().plus(PUBLISHING);
        boolean killed = false;
        Thread restart = new Thread(victim::startAgain);
        while (Instant.now().isBefore(end)) {
            String entity = ENTITIES.get(random.nextInt(ENTITIES.size()));
            boolean flag = random.nextBoolean();
            List<String> series =
                    written.computeIfAbsent((flag ? "flag " : "alert ") + entity, key -> new ArrayList<>());
            int number = series.size() + 1;
            series.add((flag ? "flag " : "alert ") + entity + "#" + number);
            for (int copy = 0; copy < (random.nextInt(10) == 0 ? 2 : 1); copy++) {
                if (flag) {
                    wire.flag(Wire.flag(run + entity + "#" + number, entity));
                } else {
                    wire.alert(Wire.step(run + entity, number, "FIRING", entity));
                }
            }
            Thread.sleep(random.nextInt(20));
            if (random.nextInt(NAPS) == 0 && napping.compareAndSet(false, true)) {
                nap(killed ? other : victim, 500 + random.nextInt(1500));
            }
            if (!killed && Instant.now().isAfter(end.minus(PUBLISHING.dividedBy(2)))) {
                killed = true;
                victim.kill();
                restart.start();
            }
        }
        wire.flush();
        publishing.set(false);
        // The last connections must find both: they are not tried again.
        restart.join();
        return new Published(written);
    }

    /** Lets a replica fall behind: listeners come to it with positions that it has not reached, and it answers before it has. */
    private void nap(Replica sleeper, int millis) {
        new Thread(() -> {
                    sleeper.freeze();
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } finally {
                        sleeper.thaw();
                        napping.set(false);
                    }
                })
                .start();
    }

    private final class Listener {

        private final Random random;
        private final List<Replica> replicas;
        private final String filter;
        private final List<Sse.Event> events = new CopyOnWriteArrayList<>();
        private String lastId;
        private int connections;

        Listener(Random random, List<Replica> replicas) {
            this.random = random;
            this.replicas = replicas;
            this.filter = random.nextBoolean() ? "*" : ENTITIES.get(random.nextInt(ENTITIES.size()));
        }

        /** Takes its place before anything is written. */
        void begin() {
            try (Sse stream = Sse.open(replicas.get(0).uri(path()), null)) {
                await().until(() -> stream.lastId != null);
                lastId = stream.lastId;
            }
        }

        void comeAndGo() {
            while (publishing.get()) {
                try (Sse stream = open()) {
                    sleep(random.nextInt(10) == 0 ? 3000 : random.nextInt(700));
                    take(stream);
                }
                sleep(random.nextInt(5) == 0 ? 2000 : random.nextInt(100));
            }
        }

        void stayUntil(int expected) {
            try (Sse stream = Sse.open(replicas.get(random.nextInt(2)).uri(path()), lastId)) {
                await().atMost(Duration.ofMinutes(2))
                        .pollDelay(Duration.ofMillis(500))
                        .until(() -> events.size() + ours(stream) >= expected);
                take(stream);
            } catch (ConditionTimeoutException e) {
                // what is missing is shown by the assertion that follows
            }
        }

        List<String> heard() {
            return events.stream()
                    .map(event -> event.type().equals("flag")
                            ? "flag " + event.data().getString("id").substring(run.length())
                            : "alert " + event.data().getString("entity") + "#"
                                    + event.data().getInteger("sequence"))
                    .toList();
        }

        private Sse open() {
            connections++;
            Replica replica = replicas.get(random.nextInt(2));
            return random.nextBoolean()
                    ? Sse.open(replica.uri(path()), lastId)
                    : Sse.open(replica.uri(path() + "&lastEventId=" + lastId), null);
        }

        /** Ends the connection first: an event that comes after that is not heard, and its id is not kept. */
        private void take(Sse stream) {
            stream.close();
            synchronized (stream) {
                stream.events.stream().filter(this::isOurs).forEach(events::add);
                lastId = stream.lastId == null ? lastId : stream.lastId;
            }
        }

        private int ours(Sse stream) {
            return (int) stream.events.stream().filter(this::isOurs).count();
        }

        private boolean isOurs(Sse.Event event) {
            String id = event.data().getString("id", "");
            return id.startsWith(run);
        }

        private String path() {
            return "/live?topics=alerts,flags&entity=" + filter;
        }

        private void sleep(int millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
