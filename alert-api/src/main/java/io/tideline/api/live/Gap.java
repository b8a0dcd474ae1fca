package io.tideline.api.live;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** A part of the history that a listener asked for and that is gone. */
@RegisterForReflection
record Gap(Reason reason, Collection<Topic> topics, String detail) {

    enum Reason {
        UNKNOWN_ID,
        EXPIRED,
        AHEAD
    }

    static Gap unknownId(Collection<Topic> topics) {
        return new Gap(
                Reason.UNKNOWN_ID,
                topics,
                "The last id is of another Kafka cluster or not an id: what was missed is unknown.");
    }

    static Gap expired(Collection<Topic> topics, long records) {
        return new Gap(
                Reason.EXPIRED,
                topics,
                records + " records were deleted by retention; the oldest that is kept comes next.");
    }

    static Gap ahead(Collection<Topic> topics) {
        return new Gap(
                Reason.AHEAD,
                topics,
                "The last id lies behind the end of the topics: records that were sent are gone.");
    }

    boolean isAhead() {
        return reason == Reason.AHEAD;
    }

    Buffer frame() {
        JsonObject json = new JsonObject()
                .put("reason", reason.name())
                .put("topics", new JsonArray(topics.stream().map(Topic::title).toList()))
                .put("detail", detail);
        return Frame.withoutId("gap", json.toBuffer().getBytes());
    }
}
