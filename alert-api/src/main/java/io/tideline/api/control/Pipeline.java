package io.tideline.api.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges every hop from the facts: which one works, which one is stuck, and which ones only get nothing because of that. Pure, so
 * that every fault can be tried without making it.
 */
final class Pipeline {

    /** Records that wait while nothing is read: longer than the slowest trigger of the job and shorter than people's patience. */
    private static final Duration STILL = Duration.ofSeconds(20);

    private static final double SLOW_SECONDS = 30;

    /** The line of one source through the hops. */
    record Line(String source, boolean simulated, @Nullable Double rate, List<Hop> hops) {}

    record Picture(List<Hop> hops, List<Line> sources) {}

    private final PipelineFacts facts;
    private final WatchConfig config;

    Pipeline(PipelineFacts facts, WatchConfig config) {
        this.facts = facts;
        this.config = config;
    }

    /** How long after the start of a fetch the next one of its source may start. */
    static Duration allowed(FetcherReport.Source source, WatchConfig config) {
        return source.schedule().multipliedBy(config.schedules()).plus(config.late());
    }

    Picture picture() {
        List<Hop> hops = List.of(scheduler(), fetcher(), postgresql(), kafka(), spark(), cassandra(), api());
        return new Picture(starving(hops), sources(hops));
    }

    /** What comes after a stuck hop gets nothing new: it is not the cause. */
    private static List<Hop> starving(List<Hop> hops) {
        List<Hop> judged = new ArrayList<>();
        boolean blocked = false;
        for (Hop hop : hops) {
            judged.add(blocked ? hop.starved() : hop);
            blocked |= hop.state() == Hop.State.STUCK;
        }
        return judged;
    }

    private Hop scheduler() {
        if (facts.airflow() == null) {
            return facts.fetcherIsConfigured() && facts.fetcher() != null
                    ? working(
                            "scheduler", facts.flow().fetches(), lastFetch(), "The fetcher orders its fetches itself.")
                    : Hop.unknown("scheduler", "Nobody said where Airflow is.");
        }
        return facts.airflow()
                ? working("airflow", facts.flow().fetches(), lastFetch(), null)
                : Hop.stuck("airflow", "Its scheduler does not answer.");
    }

    private Hop fetcher() {
        FetcherReport.Report fetcher = facts.fetcher();
        if (fetcher == null) {
            return facts.fetcherIsConfigured()
                    ? Hop.stuck("fetcher", "It does not answer.")
                    : Hop.unknown("fetcher", "Nobody said where the fetcher is.");
        }
        List<String> late = fetcher.sources().stream()
                .filter(source -> source.enabled() && isLate(source))
                .map(FetcherReport.Source::name)
                .toList();
        List<String> failing = fetcher.sources().stream()
                .filter(source -> source.enabled() && isFailing(source))
                .map(FetcherReport.Source::name)
                .toList();
        boolean all = late.size()
                        == fetcher.sources().stream()
                                .filter(FetcherReport.Source::enabled)
                                .count()
                && !late.isEmpty();
        String detail = failing.isEmpty() && late.isEmpty()
                ? null
                : (failing.isEmpty() ? "" : "Fails for " + String.join(", ", failing) + ". ")
                        + (late.isEmpty() ? "" : "Late for " + String.join(", ", late) + ".");
        Hop.State state = all ? Hop.State.STUCK : detail == null ? Hop.State.WORKING : Hop.State.SLOW;
        return new Hop("fetcher", state, fetchedRate(), "readings/s", null, null, lastFetch(), detail);
    }

    private Hop postgresql() {
        FetcherReport.Report fetcher = facts.fetcher();
        if (fetcher == null) {
            return Hop.unknown("postgresql", "Only the fetcher can tell.");
        }
        Double waiting = fetcher.outboxSeconds();
        boolean slow = waiting != null && waiting > SLOW_SECONDS;
        return new Hop(
                "postgresql",
                slow ? Hop.State.SLOW : Hop.State.WORKING,
                facts.flow().rows(),
                "rows/s",
                waiting,
                fetcher.outboxRows(),
                lastFetch(),
                slow ? "The outbox waits for Kafka." : null);
    }

    private Hop kafka() {
        if (!facts.kafkaAnswers()) {
            return Hop.stuck("kafka", "No broker answers.");
        }
        return Hop.working("kafka", facts.readingsIn(), "records/s", null, null, newest(facts.heard()));
    }

    private Hop spark() {
        long records =
                facts.groups().stream().mapToLong(GroupReport.Group::lagRecords).sum();
        double seconds = facts.groups().stream()
                .mapToDouble(GroupReport.Group::lagSeconds)
                .max()
                .orElse(0);
        Instant moved = facts.jobMovedAt();
        String fault = sparkFault(records, seconds, moved);
        boolean known = !facts.groups().isEmpty() || facts.spark().jobAnswers() != null;
        Hop.State state = fault != null
                ? Hop.State.STUCK
                : !known ? Hop.State.UNKNOWN : seconds > SLOW_SECONDS ? Hop.State.SLOW : Hop.State.WORKING;
        return new Hop(
                "spark",
                state,
                facts.flow().read(),
                "records/s",
                known ? seconds : null,
                known ? records : null,
                moved,
                fault);
    }

    private @Nullable String sparkFault(long records, double seconds, @Nullable Instant moved) {
        if (Boolean.FALSE.equals(facts.spark().masterAnswers())) {
            return "The master does not answer.";
        }
        if (Boolean.FALSE.equals(facts.spark().jobAnswers())) {
            return "The job does not answer.";
        }
        boolean still = moved == null || moved.isBefore(facts.now().minus(STILL));
        return records > 0 && seconds > STILL.toSeconds() && still ? "Records wait and no query reads." : null;
    }

    private Hop cassandra() {
        if (facts.stored() == null) {
            return Hop.stuck("cassandra", "It does not answer.");
        }
        Instant heard = newest(facts.heard());
        Instant stored = newest(facts.stored());
        return Hop.working("cassandra", facts.flow().written(), "rows/s", behind(heard, stored), null, stored);
    }

    private Hop api() {
        return Hop.working("alert-api", heardRate(), "readings/s", null, facts.feedLag(), newest(facts.heard()));
    }

    /** What the fetcher says itself; without that, what of it came through Kafka. */
    private double fetchedRate() {
        Double rows = facts.flow().rows();
        return rows == null ? heardRate() : rows;
    }

    private double heardRate() {
        return facts.rates().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private List<Line> sources(List<Hop> hops) {
        FetcherReport.Report fetcher = facts.fetcher();
        if (fetcher == null) {
            return List.of();
        }
        return fetcher.sources().stream()
                .filter(FetcherReport.Source::enabled)
                .sorted(Comparator.comparing(FetcherReport.Source::name))
                .map(source -> new Line(
                        source.name(), source.simulated(), facts.rates().get(source.name()), line(source, hops)))
                .toList();
    }

    private List<Hop> line(FetcherReport.Source source, List<Hop> hops) {
        FetcherReport.Fetch last = source.last();
        Instant fetched = last == null ? null : last.finishedAt();
        Instant heard = facts.heard().get(source.name());
        Instant stored = facts.stored() == null ? null : facts.stored().get(source.name());
        List<Hop> line = new ArrayList<>();
        for (Hop hop : hops) {
            line.add(
                    switch (hop.hop()) {
                        case "fetcher" -> fetcherOf(source, hop, fetched);
                        case "postgresql" -> of(hop, 0.0, fetched);
                        case "kafka" -> of(hop, behind(fetched, heard), heard);
                        case "spark", "cassandra" -> of(hop, behind(heard, stored), stored);
                        case "alert-api" -> of(hop, 0.0, heard);
                        default -> of(hop, null, last == null ? null : last.startedAt());
                    });
        }
        return starving(line);
    }

    private Hop fetcherOf(FetcherReport.Source source, Hop hop, @Nullable Instant fetched) {
        FetcherReport.Fetch last = source.last();
        if (last != null && isFailing(source)) {
            return new Hop(hop.hop(), Hop.State.STUCK, null, null, null, null, fetched, last.reason());
        }
        Double age =
                fetched == null ? null : Duration.between(fetched, facts.now()).toMillis() / 1000.0;
        Hop.State state = isLate(source) ? Hop.State.STUCK : last == null ? Hop.State.UNKNOWN : hop.state();
        return new Hop(hop.hop(), state, null, null, age, null, fetched, null);
    }

    private static Hop of(Hop hop, @Nullable Double lagSeconds, @Nullable Instant lastWorkAt) {
        return new Hop(hop.hop(), hop.state(), null, null, lagSeconds, null, lastWorkAt, null);
    }

    private boolean isLate(FetcherReport.Source source) {
        FetcherReport.Fetch last = source.last();
        Instant started = last == null ? null : last.startedAt();
        return started != null
                && !facts.paused().contains(source.name())
                && started.plus(allowed(source, config)).isBefore(facts.now());
    }

    private static boolean isFailing(FetcherReport.Source source) {
        return source.last() != null && source.last().state().equals("FAILED");
    }

    private @Nullable Instant lastFetch() {
        FetcherReport.Report fetcher = facts.fetcher();
        return fetcher == null
                ? null
                : fetcher.sources().stream()
                        .map(FetcherReport.Source::last)
                        .filter(last -> last != null && last.finishedAt() != null)
                        .map(FetcherReport.Fetch::finishedAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static Hop working(
            String hop, @Nullable Double rate, @Nullable Instant lastWorkAt, @Nullable String detail) {
        return new Hop(hop, Hop.State.WORKING, rate, "fetches/min", null, null, lastWorkAt, detail);
    }

    private static @Nullable Instant newest(Map<String, Instant> times) {
        return times.values().stream().max(Comparator.naturalOrder()).orElse(null);
    }

    /** How far the later place is behind the earlier one, in seconds; null if one of them has nothing. */
    private static @Nullable Double behind(@Nullable Instant before, @Nullable Instant after) {
        return before == null || after == null
                ? null
                : Math.max(0, Duration.between(after, before).toMillis() / 1000.0);
    }
}
