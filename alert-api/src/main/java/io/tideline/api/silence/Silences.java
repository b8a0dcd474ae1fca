package io.tideline.api.silence;

import com.datastax.oss.driver.api.core.DriverException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tideline.api.filter.Labels;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The silences that hold now, in memory: read again every few seconds, and at once when one is made or ended. */
@ApplicationScoped
public class Silences {

    private static final Logger LOG = Logger.getLogger(Silences.class);

    private final SilenceTable table;
    private final Clock clock;
    private volatile List<Silence> known = List.of();

    Silences(SilenceTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** The mark of the silence that lasts longest, or null where none covers these labels now. */
    public @Nullable SilenceMark mark(Labels labels) {
        Instant now = clock.instant();
        return known.stream()
                .filter(silence -> silence.covers(labels, now))
                .max(Comparator.comparing(Silence::until))
                .map(Silence::mark)
                .orElse(null);
    }

    @Scheduled(every = "5s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> refresh() {
        return table.all()
                .collect()
                .asList()
                .invoke(silences -> known = silences)
                .replaceWithVoid()
                .onFailure(DriverException.class)
                .recoverWithUni(error -> {
                    LOG.debugf("silences=stale error=\"%s\"", error.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }
}
