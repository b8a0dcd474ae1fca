/** What happens now: Kafka to a hot stream of events, and that stream to every listener over Server-Sent Events, with replay. */
@NullMarked
package io.tideline.api.live;

import org.jspecify.annotations.NullMarked;
