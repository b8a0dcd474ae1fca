package io.tideline.rules.series;

import java.io.Serializable;

/** Selects series: each part exact or a {@link Glob}. */
public record SeriesSelector(Glob source, Glob entity, Glob metric) implements Serializable {

    public boolean matches(SeriesId series) {
        return metric.matches(series.metric()) && source.matches(series.source()) && entity.matches(series.entity());
    }

    @Override
    public String toString() {
        return source + "/" + entity + "/" + metric;
    }
}
