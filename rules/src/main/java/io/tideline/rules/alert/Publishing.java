package io.tideline.rules.alert;

import io.tideline.rules.Rule;
import io.tideline.rules.bytes.Fingerprint;
import io.tideline.rules.series.SeriesId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the steps that bring what was told to what is true. An alert is its rule, its series and its start. It only goes forward: where
 * the truth lies behind what was told (it fires no longer, it has not ended after all, it never began), the told alert ends as
 * CORRECTED and the truth is told as an alert of its own.
 */
final class Publishing {
    private final Rule rule;
    private final SeriesId series;
    private final Map<Long, Integer> corrected;
    private final List<AlertStep> steps = new ArrayList<>();
    private final List<Publication> published = new ArrayList<>();

    /** @param corrected how many alerts of each start were told and corrected; their ids are spent */
    Publishing(Rule rule, SeriesId series, Map<Long, Integer> corrected) {
        this.rule = rule;
        this.series = series;
        this.corrected = new HashMap<>(corrected);
    }

    void publish(List<Publication> before, List<Episode> truth, long now) {
        Map<Long, Publication> told = new HashMap<>();
        Map<Long, Episode> byStart = new HashMap<>();
        truth.forEach(episode -> byStart.put(episode.startsAt(), episode));
        for (Publication publication : before) {
            long start = publication.last().startsAt().toEpochMilli();
            if (canGoOn(publication, byStart.get(start))) {
                told.put(start, publication);
            } else {
                retract(publication, start, now);
            }
        }
        truth.forEach(episode -> tell(told.get(episode.startsAt()), episode));
    }

    private static boolean canGoOn(Publication publication, @Nullable Episode episode) {
        return episode != null && publication.last().state().compareTo(episode.state()) <= 0;
    }

    private void retract(Publication publication, long start, long now) {
        corrected.merge(start, 1, Integer::sum);
        AlertStep last = publication.last();
        steps.add(last.ended(Reason.CORRECTED, last.startsAt(), Instant.ofEpochMilli(now), publication.tally()));
    }

    private void tell(@Nullable Publication before, Episode episode) {
        AlertStep last = before == null ? null : before.last();
        for (AlertState state : AlertState.values()) {
            Moment moment = episode.moment(state);
            if (moment != null && isNews(last, episode, state, moment)) {
                last = step(last, episode, state, moment);
                steps.add(last);
            }
        }
        published.add(new Publication(Objects.requireNonNull(last, "an episode has a moment"), episode.tally()));
    }

    private static boolean isNews(@Nullable AlertStep last, Episode episode, AlertState state, Moment moment) {
        if (last == null || last.state().compareTo(state) < 0) {
            return true;
        }
        return state == AlertState.RESOLVED && differs(last, episode, moment);
    }

    /** Whether an alert that was told to be resolved ended otherwise. */
    private static boolean differs(AlertStep last, Episode episode, Moment end) {
        return !Objects.equals(Publication.millis(last.endsAt()), end.at())
                || !Objects.equals(Publication.millis(last.firedAt()), at(episode.fired()))
                || !end.tally().tellsTheSameAs(last);
    }

    private AlertStep step(@Nullable AlertStep last, Episode episode, AlertState state, Moment moment) {
        boolean ended = state == AlertState.RESOLVED;
        Tally tally = moment.tally();
        return new AlertStep(
                last == null ? newId(episode.startsAt()) : last.alertId(),
                last == null ? 1 : last.sequence() + 1,
                rule.id(),
                rule.name(),
                rule.severity(),
                series,
                state,
                ended ? Reason.CLEARED : null,
                rule.condition().kind(),
                tally.value(),
                tally.unit(),
                tally.threshold(),
                tally.thresholdUnit(),
                tally.peak(),
                tally.readings(),
                Instant.ofEpochMilli(episode.startsAt()),
                state == AlertState.PENDING ? null : Publication.instant(at(episode.fired())),
                ended ? Instant.ofEpochMilli(moment.at()) : null,
                Instant.ofEpochMilli(moment.at()),
                Publication.instant(moment.fetchedAt()),
                message(ended, tally));
    }

    private String message(boolean ended, Tally tally) {
        return ended
                ? LastWords.of(Reason.CLEARED, rule.name(), series, tally.figures())
                : rule.message(series, tally.figures());
    }

    private String newId(long startsAt) {
        int spent = corrected.getOrDefault(startsAt, 0);
        return spent == 0
                ? Fingerprint.of(rule.id(), rule.version(), series, startsAt)
                : Fingerprint.of(rule.id(), rule.version(), series, startsAt, spent);
    }

    private static @Nullable Long at(@Nullable Moment moment) {
        return moment == null ? null : Long.valueOf(moment.at());
    }

    List<AlertStep> steps() {
        return steps;
    }

    /** One for each episode, in its order. */
    List<Publication> published() {
        return published;
    }

    Map<Long, Integer> corrected() {
        return corrected;
    }
}
