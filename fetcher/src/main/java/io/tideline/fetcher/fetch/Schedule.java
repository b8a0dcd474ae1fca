package io.tideline.fetcher.fetch;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.archive.Order;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.Destination;
import io.tideline.fetcher.source.Source;
import io.tideline.fetcher.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.jboss.logging.Logger;

/** Orders the fetches of the enabled sources where there is no Airflow to do it. */
@ApplicationScoped
class Schedule {
    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final SchedulerConfig config;
    private final Scheduler scheduler;
    private final Sources sources;
    private final Fetch fetch;

    Schedule(SchedulerConfig config, Scheduler scheduler, Sources sources, Fetch fetch) {
        this.config = config;
        this.scheduler = scheduler;
        this.sources = sources;
        this.fetch = fetch;
    }

    void start(@Observes StartupEvent event) {
        if (config.orderer() == SchedulerConfig.Orderer.FETCHER) {
            sources.all().stream().filter(Source::enabled).forEach(this::schedule);
        }
    }

    private void schedule(Source source) {
        scheduler
                .newJob(source.name())
                .setInterval(source.schedule().toString())
                .setAsyncTask(execution -> order(source, execution.getScheduledFireTime()))
                .schedule();
        LOG.infof("event=scheduled source=%s every=%s", source.name(), source.schedule());
    }

    private Uni<Void> order(Source source, Instant now) {
        return fetch.run(order(source.name(), source.schedule(), now), "").replaceWithVoid();
    }

    /** The last whole interval before now. The id follows from it, so that two replicas order the same fetch. */
    static Order order(String source, Duration schedule, Instant now) {
        long length = schedule.toMillis();
        Instant end = Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), length) * length);
        DataInterval interval = new DataInterval(end.minus(schedule), end);
        return new Order(source, "scheduled__" + interval.start(), interval, EnumSet.allOf(Destination.class));
    }
}
