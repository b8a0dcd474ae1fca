package io.tideline.api.live;

import io.tideline.api.alert.Alert;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the records of the topic alerts for whoever follows it with a position of its own. */
@Singleton
public class AlertRecords {

    public static final String TOPIC = Topic.ALERTS.title();

    private final AlertFeed feed;

    AlertRecords(AlertFeed feed) {
        this.feed = feed;
    }

    /**
     * The step that a record tells of; nothing if nobody can read it, which the feed has counted and logged.
     *
     * @throws IOException if the registry cannot be asked now
     */
    public Optional<Alert> read(byte @Nullable [] value) throws IOException, InterruptedException {
        try {
            return feed.reader().read(Topic.ALERTS, value) instanceof Content.Step step
                    ? Optional.of(step.alert())
                    : Optional.empty();
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }
}
