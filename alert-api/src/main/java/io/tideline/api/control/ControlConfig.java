package io.tideline.api.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the other parts of the pipeline are. A part without an address is shown as unknown, never as broken. */
@ConfigMapping(prefix = "tideline.control")
interface ControlConfig {

    @WithDefault("${TIDELINE_FETCHER_URL:}")
    Optional<URI> fetcherUrl();

    @WithDefault("${TIDELINE_SPARK_MASTER_URL:}")
    Optional<URI> sparkMasterUrl();

    @WithDefault("${TIDELINE_SPARK_UI_URL:}")
    Optional<URI> sparkUiUrl();

    @WithDefault("${TIDELINE_AIRFLOW_URL:}")
    Optional<URI> airflowUrl();

    @WithDefault("${TIDELINE_REGISTRY_URL:http://127.0.0.1:8080/apis/registry/v3}")
    URI registryUrl();

    /** How long a part may take to answer. */
    @WithDefault("3s")
    Duration patience();
}
