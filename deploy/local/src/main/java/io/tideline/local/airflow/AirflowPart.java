package io.tideline.local.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import io.tideline.local.server.Probe;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** A process of Airflow. */
public final class AirflowPart implements Part {
    private final AirflowHome home;
    private final String name;
    private final String component;
    private final String[] words;
    private final Set<String> needs;
    private volatile Instant startedAt = Instant.EPOCH;

    private AirflowPart(AirflowHome home, Set<String> needs, String component, String... words) {
        this.home = home;
        this.name = "airflow-" + words[0];
        this.component = component;
        this.words = words;
        this.needs = needs;
    }

    /** The processes that Airflow needs here: nothing is deferrable, so there is no triggerer. */
    public static List<AirflowPart> all(AirflowHome home, Set<String> needs) {
        return List.of(
                new AirflowPart(home, needs, "metadatabase", "api-server"),
                // Without the flag it would serve logs on all interfaces.
                new AirflowPart(home, needs, "scheduler", "scheduler", "--skip-serve-logs"),
                new AirflowPart(home, needs, "dag_processor", "dag-processor"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public String address() {
        return home.url().toString();
    }

    @Override
    public Command command() throws IOException, InterruptedException {
        Command command = home.command(name, words);
        startedAt = Instant.now();
        return command;
    }

    /** The API server tells of all; a heartbeat from before the start is not this process's. */
    @Override
    public boolean isReady() throws IOException, InterruptedException {
        String health = Probe.get(URI.create(home.url() + "/api/v2/monitor/health"));
        JsonNode status = JsonMapper.builder().build().readTree(health).path(component);
        if (!status.path("status").asText().equals("healthy")) return false;
        String heartbeat = status.path("latest_" + component + "_heartbeat").asText("");
        return heartbeat.isEmpty()
                || OffsetDateTime.parse(heartbeat).toInstant().isAfter(startedAt);
    }
}
