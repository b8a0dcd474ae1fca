package io.tideline.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tideline.api.filter.Labels;
import io.tideline.api.filter.Matchers;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Position PLACE = Position.beginning(7).with(Topic.ALERTS, 1, 5);
    private static final Snapshot SNAPSHOT =
            new Snapshot(PLACE, List.of(active("oslo"), active("rome"), active("lima")), true);

    @Test
    void onlyTheLastAlertHasAnIdSoThatABrokenBeginningIsToldAgain() {
        assertThat(SNAPSHOT.frames(filter(Topic.ALERTS, null)))
                .extracting(Buffer::toString)
                .containsExactly(
                        "event: alert\ndata: \"oslo\"\n\n",
                        "event: alert\ndata: \"rome\"\n\n",
                        "event: alert\ndata: \"lima\"\nid: " + PLACE.written() + "\n\n");
    }

    @Test
    void theIdComesAloneWhereNoAlertIsWanted() {
        String alone = "id: " + PLACE.written() + "\n\n";

        assertThat(SNAPSHOT.frames(filter(Topic.FLAGS, null)))
                .extracting(Buffer::toString)
                .containsExactly(alone);
        assertThat(SNAPSHOT.frames(filter(Topic.ALERTS, "paris")))
                .extracting(Buffer::toString)
                .containsExactly(alone);
    }

    private static StreamFilter filter(Topic topic, @Nullable String entity) {
        return new StreamFilter(topic.heard(), new Matchers(null, entity, null, null, null, null));
    }

    private static Snapshot.Active active(String entity) {
        byte[] json = ('"' + entity + '"').getBytes(StandardCharsets.UTF_8);
        return new Snapshot.Active(
                new Labels("s", entity, "m", "", "", ""), Frame.withoutId(Topic.ALERTS.event(), json));
    }
}
