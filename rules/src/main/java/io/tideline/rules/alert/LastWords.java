package io.tideline.rules.alert;

import io.tideline.rules.Figures;
import io.tideline.rules.series.SeriesId;

/**
 * The message of an alert that ends. The rule's own words tell that it is broken ("above 100 degF") and would be untrue of a value that no longer breaks it.
 */
final class LastWords {
    private LastWords() {}

    static String of(Reason reason, String ruleName, SeriesId series, Figures figures) {
        String subject = series.entity() + ' ' + series.metric();
        return switch (reason) {
            case CLEARED -> "Resolved: " + ruleName + ". " + subject + cleared(figures);
            case RULE_CHANGED -> "Ended, since its rule was changed: " + ruleName + ". " + subject + left(figures);
            case RULE_DELETED -> "Ended, since its rule was deleted: " + ruleName + ". " + subject + left(figures);
            case CORRECTED ->
                "Withdrawn: " + ruleName + ". A late or corrected reading of " + subject
                        + " shows that it was not as told.";
        };
    }

    /** A silence has no value: it ends with any reading. */
    private static String cleared(Figures figures) {
        return figures.value() == null ? " sends readings again." : ": now " + valueAndWorst(figures);
    }

    private static String left(Figures figures) {
        return figures.value() == null ? " was silent." : ": last " + valueAndWorst(figures);
    }

    private static String valueAndWorst(Figures figures) {
        return (figures.word("value") + ' ' + figures.unit()).strip() + ", worst "
                + (figures.word("peak") + ' ' + figures.unit()).strip() + '.';
    }
}
