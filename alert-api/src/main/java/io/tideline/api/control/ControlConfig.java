package io.tideline.api.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the other parts of the pipeline are. A part without an address is shown as unknown, never as broken. */
@ConfigMapping(prefix = "tideline.control")
interface ControlConfig {

    @WithDefault("${TIDELINE_FETCHER_URL:}")
    Optional<URI> fetcherUrl();

    /** Who asks the fetcher, which needs the role viewer there; only where not everybody may read it. */
    @WithDefault("${TIDELINE_FETCHER_USER:}")
    Optional<String> fetcherUser();

    @WithDefault("${TIDELINE_FETCHER_PASSWORD:}")
    Optional<String> fetcherPassword();

    @WithDefault("${TIDELINE_SPARK_MASTER_URL:}")
    Optional<URI> sparkMasterUrl();

    @WithDefault("${TIDELINE_SPARK_UI_URL:}")
    Optional<URI> sparkUiUrl();

    @WithDefault("${TIDELINE_AIRFLOW_URL:}")
    Optional<URI> airflowUrl();

    /** The servers of the ZooKeeper ensemble, {@code host:port}, where ZooKeeper manages the brokers. */
    @WithDefault("${TIDELINE_ZOOKEEPER:}")
    Optional<List<String>> zookeeper();

    /** Who asks Airflow's API, and may pause a DAG; without it no source is shown as paused. */
    @WithDefault("${TIDELINE_AIRFLOW_USER:}")
    Optional<String> airflowUser();

    @WithDefault("${TIDELINE_AIRFLOW_PASSWORD:}")
    Optional<String> airflowPassword();

    @WithDefault("${TIDELINE_REGISTRY_URL:http://127.0.0.1:8080/apis/registry/v3}")
    URI registryUrl();

    /** How long a part may take to answer. */
    @WithDefault("3s")
    Duration patience();
}
