package io.tideline.local.simulator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the simulator. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        description = "Serves simulated weather stations in a heat wave, in the shape of Open-Meteo.")
final class SimulatorCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "${env:SIMULATOR_PORT:-0}",
            description = "Port; 0, the default, is a free one. Also SIMULATOR_PORT.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Default: 127.0.0.1. 0.0.0.0 is for a container.")
    private String host = "";

    @Option(
            names = "--heat-start",
            description =
                    "Instant of the first heat wave, such as 2026-11-23T09:00:00Z. Default: just before the first request.")
    private @Nullable Instant heatStart;

    @Option(names = "--heat-every", defaultValue = "PT10M", description = "How often the heat comes. Default: PT10M.")
    private Duration heatEvery = Duration.ZERO;

    @Option(
            names = "--heat-for",
            defaultValue = "PT2M20S",
            description = "How long it lasts, with 15 s of rise and 15 s of fall. Default: PT2M20S.")
    private Duration heatFor = Duration.ZERO;

    @Option(
            names = "--step",
            defaultValue = "PT5S",
            description = "From one reading to the next, in whole seconds. Default: PT5S.")
    private Duration step = Duration.ZERO;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    static void run(String[] arguments) {
        int code = new CommandLine(new SimulatorCommand()).execute(arguments);
        // With code 0 the threads of the server go on.
        if (code != 0) System.exit(code);
    }

    @Override
    public Integer call() throws IOException {
        if (step.compareTo(Duration.ofSeconds(1)) < 0
                || !step.truncatedTo(ChronoUnit.SECONDS).equals(step)) {
            throw refused("--step is " + step + ": it must be whole seconds, 1 at least");
        }
        Clock clock = Clock.systemUTC();
        // Made here, so that a wave that cannot be is refused now and not with the first request.
        Weather known = new Weather(wave(heatStart == null ? clock.instant() : heatStart));
        try {
            Supplier<Weather> weather = heatStart == null ? new Climate(clock, this::wave) : () -> known;
            Simulator simulator = Simulator.start(new InetSocketAddress(host, port), weather, step, clock);
            System.out.printf("event=started url=%s%n", simulator.url());
            return 0;
        } catch (BindException e) {
            throw refused(
                    "port " + port + " of " + host + " is not free (" + e.getMessage() + "): name another with --port");
        }
    }

    private HeatWave wave(Instant start) {
        try {
            return HeatWave.from(start, heatEvery, heatFor);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private ParameterException refused(@Nullable String why) {
        if (spec == null) throw new IllegalStateException("picocli has not set the specification");
        return new ParameterException(spec.commandLine(), why);
    }
}
