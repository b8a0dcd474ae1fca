package io.tideline.api.watch;

import io.tideline.api.alert.Alert;
import io.tideline.api.alert.RuleName;
import io.tideline.api.control.Finding;
import io.tideline.rules.bytes.Fingerprint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** From a fault of the pipeline to the steps of its alert. */
final class PipelineAlerts {

    private static final String CONDITION = "pipeline";
    private static final String RULES = "pipeline-";

    private PipelineAlerts() {}

    static boolean isOne(Alert alert) {
        return alert.source().equals(Finding.SOURCE) && alert.rule().id().startsWith(RULES);
    }

    /** The first step. The id follows from the series and its start, so that telling it again is no second alert. */
    static Alert firing(Finding finding, Instant since, Instant now) {
        Instant start = since.truncatedTo(ChronoUnit.MILLIS);
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return new Alert(
                Fingerprint.of(finding.check().rule(), finding.series(), start),
                new RuleName(finding.check().rule(), finding.check().title()),
                finding.check().severity(),
                "FIRING",
                "",
                CONDITION,
                Finding.SOURCE,
                finding.entity(),
                finding.check().metric(),
                finding.value(),
                finding.unit(),
                finding.threshold(),
                finding.unit(),
                finding.value(),
                1,
                start,
                at,
                null,
                at,
                null,
                1,
                finding.message(),
                null,
                0,
                null);
    }

    static Alert resolved(Alert alert, Instant now) {
        return ended(alert, now, "CLEARED");
    }

    /** The end of an alert that was told beside another one of its series, in an outage. */
    static Alert corrected(Alert alert, Instant now) {
        return ended(alert, now, "CORRECTED");
    }

    private static Alert ended(Alert alert, Instant now, String reason) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        @Nullable Instant firedAt = alert.firedAt();
        return new Alert(
                alert.id(),
                alert.rule(),
                alert.severity(),
                Alert.RESOLVED,
                reason,
                alert.condition(),
                alert.source(),
                alert.entity(),
                alert.metric(),
                alert.value(),
                alert.unit(),
                alert.threshold(),
                alert.thresholdUnit(),
                alert.peak(),
                alert.readings(),
                alert.startsAt(),
                firedAt,
                at,
                at,
                null,
                alert.sequence() + 1,
                "No longer: " + alert.message(),
                null,
                0,
                null);
    }
}
