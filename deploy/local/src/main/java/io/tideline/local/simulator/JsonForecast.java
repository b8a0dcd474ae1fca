package io.tideline.local.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A forecast as JSON, in the shape of Open-Meteo: a document for one place, an array of documents for several. */
final class JsonForecast {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonForecast() {}

    static JsonNode of(Forecast forecast) {
        ArrayNode documents = JSON.arrayNode();
        for (Forecast.At at : forecast.places()) {
            ObjectNode document = head(at.place(), forecast.query().clockface());
            // Open-Meteo numbers the places from the second on.
            if (!documents.isEmpty()) document.put("location_id", documents.size());
            for (Forecast.Part part : at.parts()) add(part, document, forecast.query());
            documents.add(document);
        }
        return documents.size() == 1 ? documents.get(0) : documents;
    }

    private static ObjectNode head(Place place, Clockface clockface) {
        Place cell = place.cell();
        return JSON.objectNode()
                .put("latitude", cell.latitude())
                .put("longitude", cell.longitude())
                .put("generationtime_ms", 0.1)
                .put("utc_offset_seconds", clockface.offset().getTotalSeconds())
                .put("timezone", clockface.timezone())
                .put("timezone_abbreviation", clockface.abbreviation())
                .put("elevation", place.elevation());
    }

    private static void add(Forecast.Part part, ObjectNode document, ForecastQuery query) {
        Section section = part.section();
        ObjectNode units = document.putObject(section.name() + "_units").put("time", "iso8601");
        if (section.isCurrent()) units.put("interval", "seconds");
        part.columns()
                .forEach(column ->
                        units.put(column.variable().key(), column.variable().unit(query.unit())));
        ObjectNode values = document.putObject(section.name());
        if (section.isCurrent()) addCurrent(part, values, query.clockface());
        else addSeries(part, values, query.clockface());
    }

    private static void addCurrent(Forecast.Part part, ObjectNode values, Clockface clockface) {
        Section section = part.section();
        values.put("time", clockface.written(section.times().get(0), section.step()));
        values.put("interval", section.step().toSeconds());
        for (Forecast.Column column : part.columns()) {
            values.put(
                    column.variable().key(),
                    column.variable().written(column.values().get(0)));
        }
    }

    private static void addSeries(Forecast.Part part, ObjectNode values, Clockface clockface) {
        Section section = part.section();
        ArrayNode times = values.putArray("time");
        for (Instant time : section.times()) times.add(clockface.written(time, section.step()));
        for (Forecast.Column column : part.columns()) {
            ArrayNode series = values.putArray(column.variable().key());
            for (double value : column.values()) series.add(column.variable().written(value));
        }
    }
}
