package io.tideline.api.alert;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Tells every listener of every replica that people did something with an alert. */
public interface Announcements {

    /** Ends when the alerts, with their new marks, are on their way; a failure is logged there and does not fail. */
    Uni<Void> announce(List<Alert> alerts);
}
