package io.tideline.fetcher.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.tideline.fetcher.source.Mapping;
import io.tideline.fetcher.source.Metric;
import io.tideline.fetcher.source.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an object of arrays of the same length: one of times and one for each metric. */
final class ArraysReader {
    private final Mapping mapping;
    private final JsonNode document;
    private final RecordReader reader;

    ArraysReader(Mapping mapping, JsonNode document, RecordReader reader) {
        this.mapping = mapping;
        this.document = document;
        this.reader = reader;
    }

    void read(Path at) {
        JsonNode arrays = at.in(document, document);
        reader.entity(arrays).ifPresent(entity -> read(entity, arrays));
    }

    private void read(String entity, JsonNode arrays) {
        JsonNode written = arrayAt(mapping.time().at(), arrays);
        List<Optional<Instant>> times = new ArrayList<>(written.size());
        for (JsonNode time : written) {
            times.add(reader.time(time, time, entity));
        }
        for (Metric metric : mapping.metrics()) {
            read(entity, metric, arrays, times);
        }
    }

    private void read(String entity, Metric metric, JsonNode arrays, List<Optional<Instant>> times) {
        JsonNode values = arrayAt(metric.value(), arrays);
        if (values.size() != times.size()) {
            throw PayloadReader.shape(
                    times.size() + " values, one for each time, not " + values.size(), metric.value(), arrays);
        }
        Optional<String> unit = reader.unit(metric, arrays, Optional.empty());
        for (int i = 0; i < values.size(); i++) {
            if (times.get(i).isPresent()) {
                reader.read(entity, metric, times.get(i).get(), values.get(i), unit);
            }
        }
    }

    private JsonNode arrayAt(Path path, JsonNode arrays) {
        JsonNode array = path.in(document, arrays);
        if (!array.isArray()) {
            throw PayloadReader.shape("an array", path, document);
        }
        return array;
    }
}
