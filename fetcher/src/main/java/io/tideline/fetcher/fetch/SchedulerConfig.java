package io.tideline.fetcher.fetch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** Who orders fetches. */
@ConfigMapping(prefix = "tideline.scheduler")
interface SchedulerConfig {
    @WithParentName
    @WithDefault("airflow")
    Orderer orderer();

    /** Airflow, from outside, or the fetcher itself where there is no Airflow. */
    enum Orderer {
        AIRFLOW,
        FETCHER
    }
}
