package io.tideline.local.application;

import io.tideline.local.part.Part;
import io.tideline.local.process.Command;
import io.tideline.local.process.JavaCommand;
import io.tideline.local.server.Probe;
import io.tideline.local.server.Site;
import io.tideline.local.simulator.Simulator;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The simulator as a process of its own, as an external API would be. */
public final class SimulatedSource implements Part {
    public static final String NAME = "simulator";

    private final Site site;
    private final int port;
    private final List<String> arguments;

    public SimulatedSource(Site site, int port, List<String> arguments) {
        this.site = site;
        this.port = port;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String address() {
        return "http://" + Site.HOST + ":" + port;
    }

    /** It runs on the class path of whoever starts it: it is in the same jar. */
    @Override
    public Command command() throws IOException {
        return new JavaCommand(Simulator.class.getName(), System.getProperty("java.class.path"))
                .heap(64)
                .quickCompiler()
                .arguments("--port", port)
                .arguments(arguments.toArray())
                .in(site.folder().data(NAME), site.folder().log(NAME));
    }

    @Override
    public boolean isReady() throws IOException, InterruptedException {
        Probe.get(URI.create(address() + "/health"));
        return true;
    }
}
