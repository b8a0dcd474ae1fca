package io.tideline.local.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The account of what was served, for tests that compare it with what arrived. A reading that is served again counts once. The
 * oldest are forgotten beyond the bound, and how many is said.
 */
final class Served {
    private final int bound;
    private final Map<ServedReading.Identity, ServedReading> readings = new LinkedHashMap<>();
    private long requests;
    private long forgotten;

    Served(int bound) {
        this.bound = bound;
    }

    /** What is in the account. */
    record Account(long requests, long forgotten, List<ServedReading> readings) {}

    synchronized void add(Forecast forecast) {
        requests++;
        forecast.forEach(this::add);
    }

    synchronized Account account() {
        return new Account(requests, forgotten, List.copyOf(readings.values()));
    }

    private void add(ServedReading reading) {
        readings.put(reading.identity(), reading);
        if (readings.size() <= bound) return;
        readings.remove(readings.keySet().iterator().next());
        forgotten++;
    }
}
