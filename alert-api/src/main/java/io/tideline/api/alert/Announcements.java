package io.tideline.api.alert;

import java.util.List;

/** Tells every listener of every replica that people did something with alerts. */
public interface Announcements {

    /** Returns at once. What was done is stored already: if it cannot be told, pages see it when they ask again. */
    void announce(List<Alert> alerts);
}
