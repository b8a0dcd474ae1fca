package io.tideline.api.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Live streams. */
@ConfigMapping(prefix = "tideline.live")
interface LiveConfig {

    @WithDefault("${TIDELINE_REGISTRY_URL:http://127.0.0.1:8080/apis/registry/v3}")
    URI registryUrl();

    /** A comment is sent to a listener that heard nothing for so long. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long a browser waits before it connects again. */
    @WithDefault("2s")
    Duration retry();

    /** Newest events of each topic kept in memory; a listener that falls further behind is disconnected. */
    @WithDefault("4096")
    int history();

    /** A listener that takes nothing for so long is disconnected. */
    @WithDefault("15s")
    Duration stalled();

    /** Bytes waiting for one listener before it has to catch up by itself. */
    @WithDefault("65536")
    int buffer();

    /** Listeners in all. */
    @WithDefault("12000")
    int clients();

    /** Listeners of one address. */
    @WithDefault("500")
    int clientsPerAddress();

    /** Listeners for which history is read from Kafka at the same time. */
    @WithDefault("2")
    int replays();
}
