package io.tideline.fetcher.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.io.IOException;

/** A JSON body. NaN, which JSON does not have, is let in so that it spoils one value and not the whole body. */
final class JsonPayload {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JsonPayload() {}

    /** The tree of a body. Throws SourceFailure if it is none. */
    static JsonNode tree(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonNode tree = JSON.readTree(parser);
            if (tree == null) {
                throw new SourceFailure(FailureReason.BODY_UNREADABLE, "The body is empty");
            }
            refuseMore(parser, body);
            return tree;
        } catch (JsonProcessingException e) {
            throw new SourceFailure(
                    FailureReason.BODY_UNREADABLE,
                    "The body is not JSON: " + e.getOriginalMessage() + ". It begins with " + Excerpt.of(body));
        } catch (IOException e) {
            throw new SourceFailure(FailureReason.BODY_UNREADABLE, "The body is not JSON: " + e);
        }
    }

    /** Open-Meteo can append an error text to a document that it has begun to send. */
    private static void refuseMore(JsonParser parser, byte[] body) throws IOException {
        long end = parser.currentLocation().getByteOffset();
        boolean more;
        try {
            more = parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            more = true;
        }
        if (more) {
            throw new SourceFailure(
                    FailureReason.ERROR_IN_BODY, "Text follows the end of the JSON: " + Excerpt.from(body, (int) end));
        }
    }
}
