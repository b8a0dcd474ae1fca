package io.tideline.fetcher.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tideline.fetcher.payload.Payload.Framing;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.RejectReason;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.source.Entity;
import io.tideline.fetcher.source.Format;
import io.tideline.fetcher.source.Layout;
import io.tideline.fetcher.source.Metric;
import io.tideline.fetcher.source.Path;
import io.tideline.fetcher.source.Source;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads payloads of one source as its mapping says. It keeps nothing between two payloads. */
public final class PayloadReader {
    private final Source source;

    public PayloadReader(Source source) {
        this.source = source;
    }

    /**
     * Reads a payload. Throws SourceFailure if it is of no use as a whole; a part that cannot be read is among the
     * rejected.
     */
    public Extract read(Payload payload) {
        Collected collected = new Collected(source);
        try {
            read(payload, collected);
        } catch (SourceFailure failure) {
            throw failure.told(source::withoutSecrets);
        }
        return collected.extract();
    }

    private void read(Payload payload, Collected collected) {
        if (source.format() == Format.CSV) {
            readCsv(payload, collected);
        } else if (payload.framing() == Framing.LINES) {
            readLines(payload, collected);
        } else {
            readJson(JsonPayload.tree(payload.bytes()), payload.asked(), payload.receivedAt(), collected);
        }
    }

    private void readLines(Payload payload, Collected collected) {
        new String(payload.bytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> readLine(line, payload, collected));
    }

    private void readLine(String line, Payload payload, Collected collected) {
        try {
            JsonNode tree = JsonPayload.tree(line.getBytes(StandardCharsets.UTF_8));
            readJson(isRecord(tree) ? arrayOf(tree) : tree, payload.asked(), payload.receivedAt(), collected);
        } catch (SourceFailure failure) {
            collected.reject("", "", RejectReason.RECORD_UNREADABLE, failure.text(), TextNode.valueOf(line));
        }
    }

    /** Where a payload is an array of records, a line is one of them. */
    private boolean isRecord(JsonNode tree) {
        return source.mapping().layout() instanceof Layout.Records records
                && records.at().equals(Path.DOCUMENT)
                && tree.isObject();
    }

    private static JsonNode arrayOf(JsonNode record) {
        return JsonNodeFactory.instance.arrayNode().add(record);
    }

    private void readJson(JsonNode tree, List<Entity> asked, Instant receivedAt, Collected collected) {
        boolean oneEach = tree.isArray() && source.url().namesSeveralOf(source.entities());
        List<JsonNode> documents = oneEach ? elements(tree) : List.of(tree);
        if (oneEach && documents.size() != asked.size()) {
            throw shape("an array of " + asked.size() + " documents, one for each entity", Path.DOCUMENT, tree);
        }
        for (int i = 0; i < documents.size(); i++) {
            JsonNode document = documents.get(i);
            Optional<String> entity =
                    oneEach || asked.size() == 1 ? Optional.of(asked.get(i).name()) : Optional.empty();
            refuseError(document);
            if (entity.isEmpty()) {
                refuseUnnamed(asked);
            }
            readDocument(document, new RecordReader(source, document, entity, receivedAt, collected));
        }
    }

    private void readDocument(JsonNode document, RecordReader reader) {
        Layout layout = source.mapping().layout();
        if (layout instanceof Layout.OneObject object) {
            reader.read(objectAt(object.at(), document), Optional.empty());
        } else if (layout instanceof Layout.ParallelArrays arrays) {
            new ArraysReader(source.mapping(), document, reader).read(arrays.at());
        } else if (layout instanceof Layout.Records records) {
            readRecords(records, document, reader);
        }
    }

    private static void readRecords(Layout.Records records, JsonNode document, RecordReader reader) {
        JsonNode array = records.at().in(document, document);
        if (!array.isArray()) {
            throw shape("an array of records", records.at(), document);
        }
        array.forEach(record -> reader.read(record, records.pairs()));
    }

    private JsonNode objectAt(Path at, JsonNode document) {
        JsonNode object = at.in(document, document);
        boolean knownShape = object.isObject()
                && source.mapping().metrics().stream()
                        .anyMatch(metric -> !metric.value().in(document, object).isMissingNode());
        if (!knownShape) {
            throw shape("an object with the metrics of the mapping", at, document);
        }
        return object;
    }

    private void readCsv(Payload payload, Collected collected) {
        List<Entity> asked = payload.asked();
        refuseUnnamed(asked);
        boolean afterPreamble = source.mapping().layout() instanceof Layout.Table table && table.afterPreamble();
        CsvPayload csv = new CsvPayload(payload.bytes(), afterPreamble);
        for (Metric metric : source.mapping().metrics()) {
            csv.require(metric.value().pointer().getMatchingProperty());
        }
        Optional<String> entity = asked.size() == 1 ? Optional.of(asked.get(0).name()) : Optional.empty();
        RecordReader reader = new RecordReader(source, csv.document(), entity, payload.receivedAt(), collected);
        for (ObjectNode record : csv.records()) {
            reader.read(record, Optional.empty());
        }
    }

    /** One document about one of several entities must say which, or else whoever sends it. */
    private void refuseUnnamed(List<Entity> asked) {
        if (source.mapping().entity().isEmpty() && asked.size() != 1) {
            throw new SourceFailure(
                    FailureReason.SHAPE_UNKNOWN,
                    "The payload does not say which of " + asked.size()
                            + " entities it is about. Name one with ?entity=, or give entity in the mapping");
        }
    }

    private void refuseError(JsonNode document) {
        source.mapping().error().map(path -> path.in(document, document)).ifPresent(PayloadReader::refuseErrorAt);
    }

    private static void refuseErrorAt(JsonNode error) {
        boolean none = error.isMissingNode() || error.isNull() || (error.isBoolean() && !error.booleanValue());
        if (!none) {
            throw new SourceFailure(FailureReason.ERROR_IN_BODY, "The source says: " + error.asText());
        }
    }

    static SourceFailure shape(String expected, Path at, JsonNode document) {
        String text = document.toString();
        return new SourceFailure(
                FailureReason.SHAPE_UNKNOWN,
                "The payload has not the shape of the mapping: expected " + expected + " at " + at + ", found "
                        + text.substring(0, Math.min(160, text.length())));
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>(array.size());
        array.forEach(elements::add);
        return elements;
    }
}
