package io.tideline.api.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where to send alerts, for example {@code TIDELINE_WEBHOOKS_RECEIVERS_CHAT_URL} and {@code ..._CHAT_SECRET}. The defaults of the
 * times are those of Alertmanager.
 */
@ConfigMapping(prefix = "tideline.webhooks")
interface WebhooksConfig {

    Map<String, Receiver> receivers();

    /** How long the first alert of a group waits for others. */
    @WithDefault("30s")
    Duration groupWait();

    /** How long a change of a group that was sent waits for others. */
    @WithDefault("5m")
    Duration groupInterval();

    /** When a group that still fires is sent again. */
    @WithDefault("4h")
    Duration repeatInterval();

    /** How long a send is tried again before it is given up. */
    @WithDefault("1h")
    Duration retryFor();

    /** Address of the dashboard as people reach it. */
    @WithDefault("http://127.0.0.1:8081/")
    URI externalUrl();

    /** One system that wants to know. */
    interface Receiver {

        URI url();

        /** Key of the signature (Standard Webhooks); without it nothing is signed. */
        Optional<String> secret();

        /** Which severities are sent. */
        @WithDefault("*")
        String severity();

        @WithDefault("*")
        String source();
    }
}
