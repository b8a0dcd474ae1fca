package io.tideline.api.live;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** Whether the feed hears Kafka, since when, and if not why. */
@RegisterForReflection
record FeedState(State state, String detail, Instant since) {

    enum State {
        STARTING,
        RESUMED,
        INTERRUPTED,
        NO_SNAPSHOT
    }

    boolean isUp() {
        return state == State.RESUMED;
    }
}
