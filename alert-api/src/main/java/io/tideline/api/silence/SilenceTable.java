package io.tideline.api.silence;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tideline.api.cassandra.Cassandra;
import io.tideline.api.filter.Matchers;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Silences in Cassandra. */
@ApplicationScoped
class SilenceTable {

    private static final String ALL =
            "SELECT silence_id, matchers, starts_at, ends_at, author, comment, created_at FROM tideline.silence"
                    + " WHERE bucket = 0";
    private static final String PUT =
            "INSERT INTO tideline.silence (bucket, silence_id, matchers, starts_at, ends_at, author, comment, created_at)"
                    + " VALUES (0, ?, ?, ?, ?, ?, ?, ?) USING TTL ?";
    private static final String FORGET = "DELETE FROM tideline.silence WHERE bucket = 0 AND silence_id = ?";
    /** A silence can be looked up for as long as the readings that it covered; the one partition stays small. */
    private static final Duration KEPT_AFTER_ITS_END = Duration.ofDays(90);

    private final Cassandra cassandra;
    private final ObjectMapper json;

    SilenceTable(Cassandra cassandra, ObjectMapper json) {
        this.cassandra = cassandra;
        this.json = json;
    }

    Multi<Silence> all() {
        return cassandra.rows(ALL).map(this::silence);
    }

    Uni<Void> keep(Silence silence, Instant now) {
        Duration ttl = Duration.between(now, silence.until()).plus(KEPT_AFTER_ITS_END);
        return cassandra.write(
                PUT,
                silence.id(),
                written(silence.matchers()),
                silence.from(),
                silence.until(),
                silence.by(),
                silence.comment(),
                silence.createdAt(),
                Math.toIntExact(ttl.toSeconds()));
    }

    Uni<Void> forget(String id) {
        return cassandra.write(FORGET, id);
    }

    private String written(Matchers matchers) {
        try {
            return json.writeValueAsString(matchers);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Silence silence(Row row) {
        return new Silence(
                text(row, "silence_id"),
                matchers(text(row, "matchers")),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                text(row, "author"),
                text(row, "comment"),
                instant(row, "created_at"));
    }

    private Matchers matchers(String written) {
        try {
            return json.readValue(written, Matchers.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNullElse(row.getInstant(column), Instant.EPOCH);
    }
}
