package io.tideline.local.server;

import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/** The Master of a standalone Spark cluster. */
public final class SparkMaster implements Part {
    public static final String NAME = "spark-master";
    /** The name under which its jars are found. */
    public static final String SPARK = "spark";

    private final Site site;
    private final int port;
    private final int uiPort;

    public SparkMaster(Site site, int port, int uiPort) {
        this.site = site;
        this.port = port;
        this.uiPort = uiPort;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Its web UI. */
    @Override
    public String address() {
        return "http://" + Site.HOST + ":" + uiPort;
    }

    /** Where workers and drivers find it. */
    public String url() {
        return "spark://" + Site.HOST + ":" + port;
    }

    @Override
    public Command command() throws IOException {
        return daemon(site, NAME, "org.apache.spark.deploy.master.Master")
                .heap(256)
                .arguments("--host", Site.HOST, "--port", port, "--webui-port", uiPort)
                .in(site.folder().data(NAME), site.folder().log(NAME));
    }

    @Override
    public boolean isReady() throws IOException, InterruptedException {
        return state().contains("ALIVE");
    }

    /** What the Master says of its cluster, as JSON. */
    String state() throws IOException, InterruptedException {
        return Probe.get(URI.create(address() + "/json/"));
    }

    /** A JVM with Spark's jars for one of the cluster's own processes. */
    static JavaCommand daemon(Site site, String name, String mainClass) throws IOException {
        return environment(site, site.java(SPARK, name, mainClass))
                .quickCompiler()
                .property(
                        "log4j2.configurationFile",
                        site.configure("spark-log4j2.properties", Map.of()).toUri())
                .property("spark.master.rest.enabled", false);
    }

    /** Gives a JVM the options and the environment that Spark needs. */
    public static JavaCommand environment(Site site, JavaCommand java) throws IOException {
        return java.options(JavaModuleOptions.defaultModuleOptionArray())
                .environment("SPARK_HOME", site.artifacts().home(SPARK).toString())
                // Without it a Worker looks for the build folders of Spark's own sources.
                .environment("SPARK_SCALA_VERSION", "2.13")
                .environment("SPARK_LOCAL_IP", Site.HOST)
                .environment("SPARK_LOCAL_HOSTNAME", Site.HOST);
    }
}
