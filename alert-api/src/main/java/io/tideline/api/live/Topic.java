package io.tideline.api.live;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The topics that listeners can hear. */
enum Topic {
    ALERTS("alerts", "alert", 0),
    FLAGS("flags", "flag", 1),
    READINGS("readings", "reading", 2),
    /** Alerts again, with what people did with them. */
    ACTIONS("operator-actions", "alert", 3);

    private final String title;
    private final String event;
    private final int place;

    Topic(String title, String event, int place) {
        this.place = place;
        this.title = title;
        this.event = event;
    }

    /** Its name in Kafka. */
    String title() {
        return title;
    }

    /** The type of its events in a stream. */
    String event() {
        return event;
    }

    /** Where it stands in the ids of events: never changes. */
    int place() {
        return place;
    }

    /** What a listener of this topic gets: for alerts also what people do with them. */
    Set<Topic> heard() {
        return this == ALERTS ? EnumSet.of(ALERTS, ACTIONS) : EnumSet.of(this);
    }

    static Optional<Topic> titled(String title) {
        return Arrays.stream(values())
                .filter(topic -> topic.title.equals(title))
                .findFirst();
    }
}
