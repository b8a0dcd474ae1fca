package io.tideline.rules.condition;

/** What a window is reduced to. */
public enum Aggregate {
    MEAN,
    MIN,
    MAX,
    COUNT;

    double of(RecentReadings.Cell all) {
        return switch (this) {
            case MEAN -> all.sum() / all.count();
            case MIN -> all.min();
            case MAX -> all.max();
            case COUNT -> all.count();
        };
    }
}
