package io.tideline.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.api.filter.Labels;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Set<Topic> BOTH = EnumSet.of(Topic.ALERTS, Topic.FLAGS);
    private static final Labels LABELS = new Labels("s", "e", "m", "", "", "");

    @Property(tries = 300)
    void givesExactlyWhatAPositionOfAnyReplicaLacks(@ForAll long seed) {
        Random random = new Random(seed);
        History history = new History(Position.beginning(1), 1000);
        List<LiveEvent> all = fill(history, random, 100);
        Position somewhere = Position.beginning(1);
        for (LiveEvent event : all) {
            if (random.nextInt(3) == 0 && event.offset() == somewhere.next(event.topic(), event.partition())) {
                somewhere = somewhere.with(event.topic(), event.partition(), event.offset() + 1);
            }
        }
        Position position = somewhere;

        List<LiveEvent> missing = history.missing(position, BOTH).orElseThrow().events();

        assertThat(missing)
                .containsExactlyElementsOf(all.stream()
                        .filter(event -> !position.covers(event.topic(), event.partition(), event.offset()))
                        .toList());
    }

    @Test
    void saysThatItHasForgottenRatherThanSkip() {
        History history = new History(Position.beginning(1), 10);
        List<LiveEvent> all = fill(history, new Random(1), 50);

        assertThat(history.missing(Position.beginning(1), BOTH)).isEmpty();
        assertThat(history.after(1, BOTH, 5)).isEmpty();
        assertThat(history.missing(all.get(49).after(), BOTH).orElseThrow().events())
                .isEmpty();
    }

    @Test
    void doesNotServeAPositionAheadOfTheFeed() {
        History history = new History(Position.beginning(1), 10);

        assertThat(history.missing(Position.beginning(1).with(Topic.FLAGS, 0, 5), BOTH))
                .isEmpty();
    }

    @Test
    void readsOnInOrderAcrossTopics() {
        History history = new History(Position.beginning(1), 100);
        List<LiveEvent> all = fill(history, new Random(2), 40);

        assertThat(history.after(10, BOTH, 7).orElseThrow()).containsExactlyElementsOf(all.subList(10, 17));
        assertThat(history.after(40, BOTH, 7).orElseThrow()).isEmpty();
    }

    private static List<LiveEvent> fill(History history, Random random, int count) {
        List<LiveEvent> all = new ArrayList<>();
        Position position = Position.beginning(1);
        for (int number = 1; number <= count; number++) {
            Topic topic = random.nextBoolean() ? Topic.ALERTS : Topic.FLAGS;
            int partition = random.nextInt(3);
            long offset = position.next(topic, partition);
            position = position.with(topic, partition, offset + 1);
            LiveEvent event =
                    new LiveEvent(number, topic, partition, offset, position, LABELS, new Frame(Buffer.buffer(), 0));
            history.add(event);
            all.add(event);
        }
        return all;
    }
}
