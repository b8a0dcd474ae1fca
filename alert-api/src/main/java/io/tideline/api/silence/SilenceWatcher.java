package io.tideline.api.silence;

import io.smallrye.mutiny.Uni;

/** Whoever has to know that a silence was made or ended. */
public interface SilenceWatcher {

    Uni<Void> changed(Silence silence);
}
