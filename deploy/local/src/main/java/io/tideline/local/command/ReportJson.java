package io.tideline.local.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tideline.local.status.PartReport;
import java.time.Instant;
import java.util.Map;

/** The reports of all parts as one JSON object, keyed by part. */
final class ReportJson {
    private ReportJson() {}

    static String of(Map<String, PartReport> parts) {
        ObjectNode all = JsonMapper.builder().build().createObjectNode();
        parts.forEach((name, part) -> {
            Instant lastWork = part.lastWorkAt();
            all.putObject(name)
                    .put("state", part.state())
                    .put("address", part.address())
                    .put("pid", part.pid())
                    .put("residentBytes", part.residentBytes())
                    .put("lastWorkAt", lastWork == null ? null : lastWork.toString());
        });
        return all.toPrettyString();
    }
}
