package io.tideline.rules.alert;

import io.tideline.rules.condition.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of alerts by looking at every second in turn and at all readings up to it. Slow, and easy to see to be right. */
final class SlowLife {
    private final SlowCondition condition;
    private final long holdFor;
    private final long keepFiringFor;
    private final List<Span> done = new ArrayList<>();

    private boolean broken;
    private @Nullable Long startsAt;
    private @Nullable Long firedAt;
    private @Nullable Long clearSince;
    private @Nullable Double value;
    private @Nullable Double peak;
    private double worst;
    private long readings;

    SlowLife(SlowCondition condition, long holdFor, long keepFiringFor) {
        this.condition = condition;
        this.holdFor = holdFor;
        this.keepFiringFor = keepFiringFor;
    }

    /** All alerts of seconds 0 to end, by start. */
    List<Span> run(NavigableMap<Long, Double> series, long end) {
        for (long second = 0; second <= end; second++) {
            boolean isReading = series.containsKey(second);
            Optional<SlowCondition.Judged> judged = condition.judge(second, series.headMap(second, true));
            if (judged.isPresent() && judged.get().level() != Level.UNJUDGED) {
                take(second, judged.get(), isReading);
            }
            letTimePass(second);
        }
        if (startsAt != null) {
            done.add(new Span(startsAt, firedAt, null, value, peak, readings));
        }
        return done;
    }

    private void take(long second, SlowCondition.Judged judged, boolean isReading) {
        if (judged.level() == Level.BREAKS) {
            broken = true;
        } else if (judged.level() == Level.CLEARS) {
            broken = false;
        }
        if (startsAt == null && broken) {
            startsAt = second;
            readings = 0;
            worst = Double.NEGATIVE_INFINITY;
        }
        if (startsAt == null) {
            return;
        }
        readings += isReading ? 1 : 0;
        value = judged.value();
        if (judged.excess() > worst) {
            worst = judged.excess();
            peak = judged.value();
        }
    }

    private void letTimePass(long second) {
        if (startsAt == null) {
            return;
        }
        if (broken) {
            clearSince = null;
        } else if (clearSince == null) {
            clearSince = second;
        }
        if (firedAt == null && !broken) {
            end(second);
        } else if (firedAt == null && second - startsAt >= holdFor) {
            firedAt = second;
        } else if (firedAt != null && clearSince != null && second - clearSince >= keepFiringFor) {
            end(second);
        }
    }

    private void end(long second) {
        if (startsAt != null) {
            done.add(new Span(startsAt, firedAt, second, value, peak, readings));
        }
        startsAt = null;
        firedAt = null;
        clearSince = null;
    }
}
