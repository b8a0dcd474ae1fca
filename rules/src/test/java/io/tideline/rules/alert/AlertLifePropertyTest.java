package io.tideline.rules.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.rules.Rule;
import io.tideline.rules.series.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The life of alerts against {@link SlowLife}, for every kind of condition. */
class AlertLifePropertyTest {
    private static final int LATENESS = 8;
    private static final long AFTER = 20;

    /**
     * A reading on its way.
     *
     * @param gap seconds after the reading before
     * @param delay seconds by which it comes later than it was observed
     * @param firstTold the value that was told before it was corrected to {@code value}; the same for most
     * @param tick seconds after the newest reading to which the clock goes on before this one comes; below 0 it does not
     */
    record Arrival(int gap, double value, int delay, double firstTold, int tick) {}

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<Integer> gaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(1, 2)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(3, 9)));
        Arbitrary<Double> values = Arbitraries.integers().between(0, 10).map(Integer::doubleValue);
        return Combinators.combine(
                        gaps,
                        values,
                        Arbitraries.integers().between(0, LATENESS),
                        values,
                        Arbitraries.integers().between(-6, 6),
                        Arbitraries.integers().between(0, 3))
                .as((gap, value, delay, told, tick, revised) ->
                        new Arrival(gap, value, delay, revised == 0 ? told : value, tick))
                .list()
                .ofMaxSize(40);
    }

    @Property
    void readingsInOrderGiveWhatTheDefinitionGives(
            @ForAll Scenario scenario,
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @IntRange(max = 5) int holdFor,
            @ForAll @IntRange(max = 5) int keepFiringFor) {
        AlertLife life = AlertLife.of(scenario.rule(holdFor, keepFiringFor), Series.ID, Duration.ZERO);
        TreeMap<Long, Double> series = new TreeMap<>();
        Told told = new Told();
        LifeState state = life.begin();
        long second = 0;

        for (Arrival arrival : arrivals) {
            long next = second + arrival.gap();
            long tick = Math.min(second + arrival.tick(), next - 1);
            state = hear(life.at(state, Series.at(tick)), told);
            state = hear(life.on(state, Series.reading(next, arrival.value())), told);
            series.put(next, arrival.value());
            second = next;
        }
        state = hear(life.at(state, Series.at(second + AFTER)), told);

        List<Span> expected = scenario.slow().alerts(series, holdFor, keepFiringFor, second + AFTER);
        assertThat(told.spans(life, state)).isEqualTo(expected);
        assertThat(told.hasCorrections()).isFalse();
    }

    @Property
    void lateAndRevisedReadingsEndInWhatAnOrderedRunGives(
            @ForAll Scenario scenario,
            @ForAll("arrivals") List<Arrival> arrivals,
            @ForAll @IntRange(max = 5) int holdFor,
            @ForAll @IntRange(max = 5) int keepFiringFor) {
        Rule rule = scenario.rule(holdFor, keepFiringFor);
        AlertLife life = AlertLife.of(rule, Series.ID, Duration.ofSeconds(LATENESS));
        TreeMap<Long, Double> series = new TreeMap<>();
        Told told = new Told();
        LifeState state = life.begin();
        long newest = 0;
        long clock = 0;

        for (Sent sent : sent(arrivals, scenario != Scenario.SILENCE)) {
            if (sent.tick() >= 0) {
                state = hear(life.at(state, Series.at(newest + sent.tick())), told);
                clock = Math.max(clock, newest + sent.tick());
            }
            state = hear(life.on(state, sent.reading()), told);
            state = hear(life.on(state, sent.reading()), told);
            series.put(sent.second(), sent.reading().value());
            newest = Math.max(newest, sent.second());
            clock = Math.max(clock, newest);
            assertThat(told.spans(life, state))
                    .isEqualTo(scenario.slow().alerts(series, holdFor, keepFiringFor, clock));
        }
    }

    private record Sent(long second, long arrives, int tick, Observation reading) {}

    /** In order of arrival; a reading that is revised is sent twice, and the correction is not later than allowed. */
    private static List<Sent> sent(List<Arrival> arrivals, boolean revisions) {
        List<Sent> sent = new ArrayList<>();
        long second = 0;
        for (Arrival arrival : arrivals) {
            second += arrival.gap();
            boolean revised = revisions && arrival.firstTold() != arrival.value();
            if (revised) {
                sent.add(new Sent(second, second, arrival.tick(), Series.reading(second, arrival.firstTold(), 0)));
            }
            sent.add(new Sent(
                    second,
                    second + arrival.delay(),
                    arrival.tick(),
                    Series.reading(second, arrival.value(), revised ? 1 : 0)));
        }
        sent.sort(Comparator.comparingLong(Sent::arrives));
        return sent;
    }

    /** Every state goes through its bytes, as in the state store of the job. */
    private static LifeState hear(Outcome outcome, Told told) {
        told.hear(outcome.steps());
        byte[] bytes = outcome.state().toBytes();
        LifeState read = LifeState.fromBytes(bytes);
        assertThat(read.toBytes()).isEqualTo(bytes);
        return read;
    }
}
