package io.tideline.api.rule;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tideline.api.alert.Alert;
import io.tideline.api.paging.Span;
import io.tideline.api.series.SeriesTables;
import io.tideline.rules.Rule;
import io.tideline.rules.series.SeriesId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs a draft of a rule over stored readings, with the same code that the running job uses. */
@ApplicationScoped
class RulePreview {

    private static final int MOST_SERIES = 200;
    private static final int MOST_READINGS_OF_A_SERIES = 20_000;

    private final SeriesTables tables;
    private final Clock clock;

    RulePreview(SeriesTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** Why the draft cannot judge a series. */
    record Complaint(String series, String error) {}

    /**
     * What would have been.
     *
     * @param series that the rule selects
     * @param truncated whether there was more than a preview looks at
     */
    record Result(
            Instant from,
            Instant to,
            int series,
            int readings,
            List<Alert> alerts,
            List<Complaint> errors,
            boolean truncated) {}

    Uni<Result> of(Rule rule, Duration span) {
        Instant now = clock.instant();
        Span looked = new Span(now.minus(span), now);
        PreviewRun run = new PreviewRun(rule, looked);
        return tables.ids()
                .filter(rule.series()::matches)
                .select()
                .first(MOST_SERIES + 1L)
                .collect()
                .asList()
                .invoke(run::selected)
                .onItem()
                .<SeriesId>disjoint()
                .select()
                .first(MOST_SERIES)
                .onItem()
                .transformToUniAndConcatenate(series -> judged(run, series, looked))
                .select()
                .first(judged -> !run.isFull())
                .collect()
                .last()
                .map(done -> run.result(MOST_SERIES));
    }

    private Uni<SeriesId> judged(PreviewRun run, SeriesId series, Span looked) {
        return tables.readings(series, looked)
                .select()
                .first(MOST_READINGS_OF_A_SERIES)
                .collect()
                .asList()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(readings -> run.judge(series, readings, MOST_READINGS_OF_A_SERIES))
                .replaceWith(series);
    }
}
