package io.tideline.spark.series;

import io.tideline.rules.series.Observation;
import io.tideline.rules.series.SeriesId;
import io.tideline.spark.input.Observations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Lets decoded rows pass, and when the last one has, writes what belongs beside them: the newest reading of each series, its source, and the rejected records. So one
 * pass over a batch does it all. Every write may be repeated.
 */
final class BesideReadings implements MapPartitionsFunction<Row, Row> {

    private final NewestReadings newest;
    private final DeadLetters letters;
    private final RecordCounts counts;

    BesideReadings(NewestReadings newest, DeadLetters letters, RecordCounts counts) {
        this.newest = newest;
        this.letters = letters;
        this.counts = counts;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> decoded) {
        return new Passing(decoded);
    }

    private final class Passing implements Iterator<Row> {
        private final Iterator<Row> decoded;
        private final Map<SeriesId, Observation> bySeries = new HashMap<>();
        private final List<Row> rejected = new ArrayList<>();
        private long readings;
        private boolean isWritten;

        Passing(Iterator<Row> decoded) {
            this.decoded = decoded;
        }

        @Override
        public boolean hasNext() {
            boolean more = decoded.hasNext();
            if (!more && !isWritten) {
                isWritten = true;
                write();
            }
            return more;
        }

        @Override
        public Row next() {
            Row row = decoded.next();
            if (row.getAs("reason") == null) {
                readings++;
                NewestReadings.keep(bySeries, Observations.of(row));
            } else {
                rejected.add(row);
            }
            return row;
        }

        private void write() {
            if (!bySeries.isEmpty()) {
                newest.write(bySeries.values());
            }
            if (!rejected.isEmpty()) {
                letters.send(rejected);
            }
            counts.add(readings, rejected);
        }
    }
}
