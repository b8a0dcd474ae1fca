package io.tideline.fetcher.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that is wrong in sources.yaml, found in one reading. */
final class Mistakes {
    private final Set<String> found = new LinkedHashSet<>();

    void expected(String path, String what, Object instead) {
        found.add(path + ": expected " + what + ", found " + instead);
    }

    void add(String path, String what) {
        found.add(path + ": " + what);
    }

    boolean hasOneAt(String path) {
        return found.stream().anyMatch(mistake -> mistake.startsWith(path + ": "));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
