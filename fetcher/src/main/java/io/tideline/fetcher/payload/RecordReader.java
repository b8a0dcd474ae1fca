package io.tideline.fetcher.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tideline.fetcher.payload.Numbers.Value;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.RejectReason;
import io.tideline.fetcher.reading.SeriesId;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Layout.Pairs;
import io.tideline.fetcher.source.Mapping;
import io.tideline.fetcher.source.Metric;
import io.tideline.fetcher.source.Path;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.TimeRule.Notation;
import io.tideline.fetcher.source.UnitRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the records of one document. */
final class RecordReader {
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Duration LONGEST_FORECAST = Duration.ofDays(366);

    private final Source source;
    private final Mapping mapping;
    private final JsonNode document;
    private final Optional<String> askedFor;
    private final Instant receivedAt;
    private final Collected collected;
    private final Times times;
    private final Numbers numbers;
    /** One object for all readings of a series: there are many more readings than series. */
    private final Map<String, Map<String, SeriesId>> series = new HashMap<>();

    RecordReader(Source source, JsonNode document, Optional<String> askedFor, Instant receivedAt, Collected collected) {
        this.source = source;
        this.mapping = source.mapping();
        this.document = document;
        this.askedFor = askedFor;
        this.receivedAt = receivedAt;
        this.collected = collected;
        this.times = times();
        this.numbers = new Numbers(mapping.missing());
    }

    private Times times() {
        try {
            return new Times(mapping.time(), document);
        } catch (DateTimeException e) {
            throw new SourceFailure(
                    FailureReason.SHAPE_UNKNOWN,
                    e.getMessage() + " at " + mapping.time().offsetAt());
        }
    }

    void read(JsonNode record, Optional<Pairs> pairs) {
        if (!record.isObject()) {
            collected.reject("", "", RejectReason.RECORD_UNREADABLE, "The record is no object", record);
            return;
        }
        Optional<String> entity = entity(record);
        if (entity.isPresent()) {
            time(record, entity.get()).ifPresent(at -> readMetrics(record, pairs, entity.get(), at));
        }
    }

    /** The entity that a record is about, if it is wanted. One that names none is told as rejected. */
    Optional<String> entity(JsonNode record) {
        String entity = mapping.entity()
                .map(path -> path.in(document, record).asText())
                .or(() -> askedFor)
                .orElse("");
        if (!SeriesId.isEntity(entity)) {
            collected.reject(
                    "",
                    "",
                    RejectReason.ENTITY_UNREADABLE,
                    "The record names no entity at "
                            + mapping.entity().map(Path::toString).orElse("all"),
                    record);
            return Optional.empty();
        }
        return Optional.of(entity).filter(name -> isAboutWhatWasAsked() || source.wants(name));
    }

    /** Then nobody need look it up among all entities, for each of a thousand responses. */
    private boolean isAboutWhatWasAsked() {
        return mapping.entity().isEmpty();
    }

    private void readMetrics(JsonNode record, Optional<Pairs> pairs, String entity, Instant at) {
        for (Metric metric : mapping.metrics()) {
            JsonNode pair = pairs.map(rule -> pair(rule, metric, record)).orElse(record);
            JsonNode value = pairs.map(rule -> rule.value().in(pair, pair))
                    .orElseGet(() -> metric.value().in(document, record));
            read(entity, metric, at, value, unit(metric, pairs.isPresent() ? pair : record, pairs));
        }
    }

    /** Reads one value. An empty unit is one that the table does not know. */
    void read(String entity, Metric metric, Instant at, JsonNode written, Optional<String> unit) {
        Value value = numbers.read(written);
        if (value instanceof Value.Unreadable unreadable) {
            collected.reject(
                    entity,
                    metric.name(),
                    unreadable.reason(),
                    "The value at " + metric.value() + " is no number",
                    written);
        } else if (value instanceof Value.Known known) {
            if (unit.isPresent()) {
                collected.add(new Reading(series(entity, metric.name()), at, known.number(), unit.get()));
            } else {
                collected.reject(
                        entity,
                        metric.name(),
                        RejectReason.UNIT_UNKNOWN,
                        "The unit " + spelling(metric) + " has no UCUM code. Add it to units in sources.yaml",
                        written);
            }
        }
    }

    /** The time of a record or, once it is told as rejected, nothing. */
    Optional<Instant> time(JsonNode record, String entity) {
        return mapping.time().notation() instanceof Notation.Received
                ? Optional.of(receivedAt)
                : time(mapping.time().at().in(document, record), record, entity);
    }

    Optional<Instant> time(JsonNode written, JsonNode shown, String entity) {
        if (written.isNull() || written.isMissingNode()) {
            collected.reject(
                    entity,
                    "",
                    RejectReason.TIME_MISSING,
                    "No time at " + mapping.time().at(),
                    shown);
            return Optional.empty();
        }
        try {
            return Optional.of(inRange(times.read(written)));
        } catch (OutOfRange e) {
            collected.reject(entity, "", RejectReason.TIME_OUT_OF_RANGE, text(e), written);
        } catch (DateTimeException e) {
            collected.reject(entity, "", RejectReason.TIME_UNREADABLE, text(e), written);
        }
        return Optional.empty();
    }

    private Instant inRange(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(receivedAt.plus(LONGEST_FORECAST))) {
            throw new OutOfRange(time + " is before 1900 or more than a year ahead");
        }
        return time;
    }

    /** The UCUM code of a metric's unit, empty if the table does not know its spelling. */
    Optional<String> unit(Metric metric, JsonNode record, Optional<Pairs> pairs) {
        if (pairs.isPresent() && pairs.get().unit().isPresent()) {
            return source.units()
                    .codeOf(pairs.get().unit().get().in(record, record).asText());
        }
        if (metric.unit() instanceof UnitRule.Fixed fixed) {
            return Optional.of(fixed.code());
        }
        if (metric.unit() instanceof UnitRule.At at) {
            return source.units().codeOf(at.path().in(document, record).asText());
        }
        return source.units()
                .codeOf(document.path(CsvPayload.UNITS)
                        .path(metric.value().pointer().getMatchingProperty())
                        .asText());
    }

    private static JsonNode pair(Pairs rule, Metric metric, JsonNode record) {
        String wanted = metric.value().pointer().getMatchingProperty();
        for (JsonNode pair : rule.in().in(record, record)) {
            if (rule.name().in(pair, pair).asText().equals(wanted)) {
                return pair;
            }
        }
        return MissingNode.getInstance();
    }

    private SeriesId series(String entity, String metric) {
        return series.computeIfAbsent(entity, e -> new HashMap<>())
                .computeIfAbsent(metric, m -> new SeriesId(source.name(), entity, m));
    }

    private String spelling(Metric metric) {
        return metric.unit() instanceof UnitRule.At at
                ? "'" + at.path().in(document, document).asText() + "'"
                : "of " + metric.name();
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static final class OutOfRange extends DateTimeException {
        OutOfRange(String message) {
            super(message);
        }
    }
}
