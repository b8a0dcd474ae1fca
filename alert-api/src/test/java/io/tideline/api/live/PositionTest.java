package io.tideline.api.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PositionTest {

    private static final List<Topic> TOPICS = List.of(Topic.values());

    @Property(tries = 200)
    void isTheSameAfterItWasWrittenAndRead(
            @ForAll int lineage,
            @ForAll Topic topic,
            @ForAll @IntRange(max = 40) int partition,
            @ForAll @LongRange(min = 0) long offset) {
        Position position = Position.beginning(lineage).with(topic, partition, offset);

        assertThat(Position.parse(position.written())).contains(position);
    }

    @Property(tries = 500)
    void neverFailsOnWhatSomebodyMadeUp(@ForAll String written) {
        assertThatCode(() -> Position.parse(written)).doesNotThrowAnyException();
    }

    @Property(tries = 200)
    void isAtLeastBothOfWhichItIsTheMaximum(@ForAll long seed) {
        Position a = random(new Random(seed));
        Position b = random(new Random(seed + 1));

        Position max = a.max(b);

        assertThat(max.isAtLeast(a)).isTrue();
        assertThat(max.isAtLeast(b)).isTrue();
        assertThat(max.max(a)).isEqualTo(max);
    }

    @Test
    void coversWhatLiesBehindItOnly() {
        Position position = Position.beginning(1).with(Topic.FLAGS, 2, 10);

        assertThat(position.covers(Topic.FLAGS, 2, 9)).isTrue();
        assertThat(position.covers(Topic.FLAGS, 2, 10)).isFalse();
        assertThat(position.covers(Topic.FLAGS, 3, 0)).isFalse();
        assertThat(position.isAtLeast(position.with(Topic.ALERTS, 0, 1), EnumSet.of(Topic.FLAGS)))
                .isTrue();
    }

    @Test
    void refusesWhatAnotherVersionWrote() {
        assertThat(Position.parse("AgAAAAEAAAAA")).isEmpty();
        assertThat(Position.parse("A".repeat(5000))).isEmpty();
    }

    private static Position random(Random random) {
        Position position = Position.beginning(7);
        for (int i = 0; i < 6; i++) {
            Topic topic = TOPICS.get(random.nextInt(TOPICS.size()));
            position = position.with(topic, random.nextInt(4), random.nextInt(1000));
        }
        return position;
    }
}
