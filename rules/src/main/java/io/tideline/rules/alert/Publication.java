package io.tideline.rules.alert;

import io.tideline.rules.Severity;
import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import io.tideline.rules.series.SeriesId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was last told to the world about an episode.
 *
 * @param tally the figures as they stand now
 */
record Publication(AlertStep last, Tally tally) {

    boolean isLive() {
        return last.state() != AlertState.RESOLVED;
    }

    void write(ByteWriter out) {
        out.writeText(last.alertId());
        out.writeLong(last.sequence());
        out.writeText(last.ruleId());
        out.writeText(last.ruleName());
        out.writeText(last.severity().name());
        out.writeText(last.series().toString());
        out.writeText(last.state().name());
        Reason reason = last.reason();
        out.writeText(reason == null ? "" : reason.name());
        out.writeText(last.condition());
        out.writeOptionalDouble(last.value());
        out.writeText(last.unit());
        out.writeOptionalDouble(last.threshold());
        out.writeText(last.thresholdUnit());
        out.writeOptionalDouble(last.peak());
        out.writeLong(last.readings());
        out.writeLong(last.startsAt().toEpochMilli());
        out.writeOptionalLong(millis(last.firedAt()));
        out.writeOptionalLong(millis(last.endsAt()));
        out.writeLong(last.at().toEpochMilli());
        out.writeOptionalLong(millis(last.fetchedAt()));
        out.writeText(last.message());
        tally.write(out);
    }

    static Publication read(ByteReader in) {
        AlertStep last = new AlertStep(
                in.readText(),
                in.readLong(),
                in.readText(),
                in.readText(),
                Severity.valueOf(in.readText()),
                SeriesId.parse(in.readText()),
                AlertState.valueOf(in.readText()),
                reason(in.readText()),
                in.readText(),
                in.readOptionalDouble(),
                in.readText(),
                in.readOptionalDouble(),
                in.readText(),
                in.readOptionalDouble(),
                in.readLong(),
                Instant.ofEpochMilli(in.readLong()),
                instant(in.readOptionalLong()),
                instant(in.readOptionalLong()),
                Instant.ofEpochMilli(in.readLong()),
                instant(in.readOptionalLong()),
                in.readText());
        return new Publication(last, Tally.read(in));
    }

    private static @Nullable Reason reason(String name) {
        return name.isEmpty() ? null : Reason.valueOf(name);
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(instant.toEpochMilli());
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
