package io.tideline.api.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of any record for people to read: as JSON where the pipeline knows its schema, else as text. */
@Singleton
public class RecordText {

    private static final int LONGEST = 2000;

    private final AlertFeed feed;
    private final ObjectMapper json;

    RecordText(AlertFeed feed, ObjectMapper json) {
        this.feed = feed;
        this.json = json;
    }

    public JsonNode of(String topic, byte @Nullable [] value) throws InterruptedException {
        Optional<Topic> known = Topic.titled(topic);
        if (known.isPresent()) {
            try {
                return json.valueToTree(feed.reader().read(known.get(), value).shown());
            } catch (UnreadableException | IOException e) { // shown, not hidden: people look for what is wrong
                return TextNode.valueOf("unreadable: " + e.getMessage());
            }
        }
        String text = value == null ? "" : new String(value, StandardCharsets.UTF_8);
        return TextNode.valueOf(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }
}
