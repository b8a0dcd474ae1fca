package io.tideline.api.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Remembers the newest identities, to tell a record that was written twice (at least once delivery) from a new one. */
final class Seen {

    private final Set<String> identities;

    Seen(int capacity) {
        this.identities = Collections.newSetFromMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > capacity;
            }
        });
    }

    /** Whether this identity comes for the first time; an empty one always does. */
    boolean isNew(String identity) {
        return identity.isEmpty() || identities.add(identity);
    }
}
