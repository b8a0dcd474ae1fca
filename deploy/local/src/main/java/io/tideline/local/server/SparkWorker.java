package io.tideline.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** A Worker of the standalone Spark cluster. */
public final class SparkWorker implements Part {
    /**
     * More than the machine may have: the real-time query holds a slot for each partition of the topic readings, for ever, and
     * waits most of the time.
     */
    private static final int CORES = 6;

    private static final String MEMORY = "2g";

    private final Site site;
    private final int number;
    private final int port;
    private final int uiPort;
    private final SparkMaster master;

    public SparkWorker(Site site, int number, int port, int uiPort, SparkMaster master) {
        this.site = site;
        this.number = number;
        this.port = port;
        this.uiPort = uiPort;
        this.master = master;
    }

    @Override
    public String name() {
        return "spark-worker-" + number;
    }

    @Override
    public Set<String> needs() {
        return Set.of(SparkMaster.NAME);
    }

    /** Its web UI. */
    @Override
    public String address() {
        return "http://" + Site.HOST + ":" + uiPort;
    }

    @Override
    public Command command() throws IOException {
        Path work = site.folder().data(name());
        return SparkMaster.daemon(site, "spark-worker", "org.apache.spark.deploy.worker.Worker")
                .heap(256)
                // Folders of applications that have ended are deleted after an hour.
                .property("spark.worker.cleanup.enabled", true)
                .property("spark.worker.cleanup.appDataTtl", 3600)
                .arguments("--host", Site.HOST, "--port", port, "--webui-port", uiPort)
                .arguments("--cores", CORES, "--memory", MEMORY, "--work-dir", work, master.url())
                .in(work, site.folder().log(name()));
    }

    /** Ready when the Master knows it. */
    @Override
    public boolean isReady() throws IOException, InterruptedException {
        Probe.listens(uiPort);
        for (JsonNode worker :
                JsonMapper.builder().build().readTree(master.state()).path("workers")) {
            if (worker.path("port").asInt() == port
                    && worker.path("state").asText().equals("ALIVE")) return true;
        }
        return false;
    }
}
