package io.tideline.fetcher.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** Writes readings line by line, hundreds at a time: a chunk of HTTP for each line would cost more than the line. */
final class Lines {
    static final int AT_ONCE = 500;

    private static final ObjectWriter NDJSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writerFor(HistoryRow.class)
            .withRootValueSeparator("\n");
    private static final CsvMapper CSV_MAPPER = CsvMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final CsvSchema COLUMNS = CSV_MAPPER.schemaFor(HistoryRow.class);
    private static final ObjectWriter CSV = CSV_MAPPER.writer(COLUMNS);

    private Lines() {}

    /** A line for each reading, the last one without its end. */
    static String json(List<HistoryRow> rows) {
        StringBuilder lines = new StringBuilder(rows.size() * 160);
        for (HistoryRow row : rows) {
            lines.append(lines.isEmpty() ? "" : "\n").append(written(NDJSON, row));
        }
        return lines.toString();
    }

    static String csvHeader() {
        return String.join(",", COLUMNS.getColumnNames()) + "\n";
    }

    static String csv(List<HistoryRow> rows) {
        StringBuilder lines = new StringBuilder(rows.size() * 90);
        rows.forEach(row -> lines.append(written(CSV, row)));
        return lines.toString();
    }

    private static String written(ObjectWriter writer, HistoryRow row) {
        try {
            return writer.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reading cannot be written: " + row, e);
        }
    }
}
