package io.tideline.rules.alert;

import io.tideline.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Folds readings that nothing can come before any more into the snapshot, so that the history stays short. */
final class Folding {
    private final Rule rule;
    private final List<Kept> history;
    private final Folded folded;
    private final long floor;
    private final int finalEpisodes;

    Folding(LifeState state, Rule rule, List<Kept> history, long allowedLateness, int mostKept) {
        this.rule = rule;
        int count = countToFold(history, allowedLateness, mostKept);
        if (count == 0) {
            this.history = history;
            this.folded = state.folded();
            this.floor = state.floor();
            this.finalEpisodes = 0;
            return;
        }
        Track snapshot = state.folded().track(rule).copy();
        history.subList(0, count).forEach(snapshot::judge);
        this.history = history.subList(count, history.size());
        this.floor = history.get(count - 1).at() + 1;
        this.finalEpisodes = snapshot.closedCount();
        snapshot.forget(finalEpisodes);
        this.folded = Folded.of(snapshot);
    }

    /** The newest reading always stays, to know it again when it is repeated or revised. */
    private static int countToFold(List<Kept> history, long allowedLateness, int mostKept) {
        if (history.isEmpty()) {
            return 0;
        }
        long horizon = history.get(history.size() - 1).at() - allowedLateness;
        int count = 0;
        while (count < history.size() - 1 && (history.get(count).at() < horizon || history.size() - count > mostKept)) {
            count++;
        }
        return count;
    }

    /** Takes the episodes that the snapshot has closed from the present run; gives what was told of the others. */
    List<Publication> forgetFinal(Track present, List<Publication> published) {
        present.forget(finalEpisodes);
        return published.subList(finalEpisodes, published.size());
    }

    /** Ids are remembered while an episode of their start may be told anew: while it is open in the snapshot, or lies after it. */
    Map<Long, Integer> forgetFinal(Map<Long, Integer> corrected) {
        if (corrected.isEmpty()) {
            return corrected;
        }
        Long open = folded.track(rule).openSince();
        Map<Long, Integer> remembered = new HashMap<>(corrected);
        remembered.keySet().removeIf(start -> start + 1 < floor && !start.equals(open));
        return remembered;
    }

    List<Kept> history() {
        return history;
    }

    Folded folded() {
        return folded;
    }

    long floor() {
        return floor;
    }
}
