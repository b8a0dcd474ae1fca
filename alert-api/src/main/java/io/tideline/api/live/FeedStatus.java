package io.tideline.api.live;

import jakarta.inject.Singleton;

/** How the feed is doing, for whoever looks at the pipeline as a whole. */
@Singleton
public class FeedStatus {

    private final FeedWatch watch;
    private final FeedMeters meters;

    FeedStatus(FeedWatch watch, FeedMeters meters) {
        this.watch = watch;
        this.meters = meters;
    }

    public boolean kafkaAnswers() {
        return watch.state().state() != FeedState.State.INTERRUPTED;
    }

    /** Records that the feed has not read. */
    public long lag() {
        return meters.lag();
    }
}
