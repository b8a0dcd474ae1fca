package io.tideline.fetcher.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A JSON Pointer (RFC 6901) as sources.yaml writes it: one that starts with '/' begins at the top of the document,
 * any other begins at the record.
 */
public record Path(String written, boolean fromDocument, JsonPointer pointer) {
    public static final Path DOCUMENT = new Path("/", true, JsonPointer.empty());

    /** Throws IllegalArgumentException if the text is no pointer. */
    public static Path of(String written) {
        if (written.isEmpty() || written.equals("/")) {
            return DOCUMENT;
        }
        boolean fromDocument = written.startsWith("/");
        return new Path(written, fromDocument, JsonPointer.compile(fromDocument ? written : "/" + written));
    }

    /** What stands there; a missing node where nothing does. */
    public JsonNode in(JsonNode document, JsonNode record) {
        return (fromDocument ? document : record).at(pointer);
    }

    @Override
    public String toString() {
        return written;
    }
}
