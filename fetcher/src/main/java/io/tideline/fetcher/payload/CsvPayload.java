package io.tideline.fetcher.payload;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSV body as records of texts. A header such as {@code temperature_2m (°C)} is known by its name, its unit stands in
 * the document under {@link #UNITS}; a preamble's first two lines are names and values of the document.
 */
final class CsvPayload {
    static final String UNITS = "units of columns";
    private static final Pattern NAME_AND_UNIT = Pattern.compile("(.*\\S)\\s*[(\\[]([^()\\[\\]]*)[)\\]]\\s*");
    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*\\R");
    private static final ObjectReader ROWS = new CsvMapper()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .readerFor(String[].class);

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final List<String> columns = new ArrayList<>();
    private final List<String[]> rows;
    private final String text;

    /** Throws SourceFailure if the body is no CSV. */
    CsvPayload(byte[] body, boolean afterPreamble) {
        text = new String(body, StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("{") || text.stripLeading().startsWith("<")) {
            throw errorText(text);
        }
        Matcher blank = BLANK_LINE.matcher(text);
        boolean split = afterPreamble && blank.find();
        if (afterPreamble && !split) {
            refuseErrorInsteadOfHeader();
            throw new SourceFailure(
                    FailureReason.SHAPE_UNKNOWN,
                    "No blank line ends the preamble. The body begins with " + Excerpt.of(body));
        }
        if (split) {
            addPreamble(rows(text.substring(0, blank.start())));
        }
        List<String[]> all = rows(split ? text.substring(blank.end()) : text);
        if (all.isEmpty()) {
            throw new SourceFailure(FailureReason.SHAPE_UNKNOWN, "The body has no header row");
        }
        addColumns(all.get(0));
        rows = all.subList(1, all.size());
        refuseErrorInsteadOfRow();
    }

    ObjectNode document() {
        return document;
    }

    /** Throws SourceFailure if there is no such column. */
    void require(String column) {
        if (columns.contains(column)) {
            return;
        }
        refuseErrorInsteadOfHeader();
        throw new SourceFailure(
                FailureReason.SHAPE_UNKNOWN,
                "The CSV has no column " + column + ". It has " + String.join(", ", columns));
    }

    List<ObjectNode> records() {
        return rows.stream().map(this::record).toList();
    }

    /** Open-Meteo can append an error text to rows that it has begun to send. It ends no line, and is no row of the table. */
    private void refuseErrorInsteadOfRow() {
        if (!rows.isEmpty() && !endsItsLine() && rows.get(rows.size() - 1).length != columns.size()) {
            throw errorText(text.lines().reduce("", (before, line) -> line));
        }
    }

    /** Or answer with nothing but that text. */
    private void refuseErrorInsteadOfHeader() {
        if (!endsItsLine() && text.lines().limit(2).count() == 1) {
            throw errorText(text);
        }
    }

    private boolean endsItsLine() {
        return text.endsWith("\n") || text.endsWith("\r");
    }

    private static SourceFailure errorText(String said) {
        return new SourceFailure(
                FailureReason.ERROR_IN_BODY,
                "The body is no CSV: " + Excerpt.of(said.getBytes(StandardCharsets.UTF_8)));
    }

    /** A row with too few values lacks its last columns; one with too many is told by the column "". */
    private ObjectNode record(String[] row) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < row.length; i++) {
            record.put(i < columns.size() ? columns.get(i) : "", row[i]);
        }
        return record;
    }

    private void addPreamble(List<String[]> preamble) {
        if (preamble.size() < 2) {
            return;
        }
        String[] names = preamble.get(0);
        String[] values = preamble.get(1);
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            document.put(names[i], values[i]);
        }
    }

    private void addColumns(String[] header) {
        ObjectNode units = document.putObject(UNITS);
        for (String column : header) {
            Matcher matcher = NAME_AND_UNIT.matcher(column);
            boolean hasUnit = matcher.matches();
            columns.add(hasUnit ? matcher.group(1) : column);
            units.put(columns.get(columns.size() - 1), hasUnit ? matcher.group(2) : "");
        }
    }

    private static List<String[]> rows(String text) {
        try (MappingIterator<String[]> rows = ROWS.readValues(text)) {
            return rows.readAll();
        } catch (IOException | RuntimeJsonMappingException e) {
            throw new SourceFailure(FailureReason.BODY_UNREADABLE, "The body is not CSV: " + e.getMessage());
        }
    }
}
