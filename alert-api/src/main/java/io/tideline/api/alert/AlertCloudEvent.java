package io.tideline.api.alert;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;

/** One step of an alert in the JSON format of CloudEvents 1.0: source and id together are unique. */
record AlertCloudEvent(
        String specversion,
        String id,
        URI source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        Alert data) {

    static final String MEDIA_TYPE = "application/cloudevents+json";

    static AlertCloudEvent of(Alert alert, URI base) {
        return new AlertCloudEvent(
                "1.0",
                alert.id() + "-" + alert.sequence(),
                base.resolve("/alerts"),
                "io.tideline.alert." + alert.state().toLowerCase(Locale.ROOT),
                alert.series(),
                alert.at(),
                "application/json",
                alert);
    }
}
