package io.tideline.bench.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Rounds of one kind of fetch, after one to warm up: a line of the table for each, and what the fetcher held after it. */
final class Rounds {
    private final Memory memory;
    private final List<Long> resident = new ArrayList<>();
    private final List<Long> live = new ArrayList<>();
    private Totals totals = Totals.NOTHING;

    private Rounds(Memory memory) {
        this.memory = memory;
    }

    /** @param database what the ceiling of PostgreSQL is called */
    static Rounds run(int count, String database, Memory memory, Callable<Totals> round) throws Exception {
        round.call();
        System.out.printf(
                "%-8s %12s %12s %12s %8s %10s %10s%n",
                "round", "fetch /s", database, "producer /s", "ratio", "RSS MB", "live MB");
        Rounds rounds = new Rounds(memory);
        for (int i = 1; i <= count; i++) {
            rounds.add(Integer.toString(i), round.call());
        }
        rounds.print("all", rounds.totals);
        return rounds;
    }

    Totals totals() {
        return totals;
    }

    /** How much more is resident after the last round than after the first, in megabytes. */
    long residentGrowth() {
        return growth(resident);
    }

    /** How much more is reachable on the heap after the last round than after the first, in megabytes. */
    long liveGrowth() {
        return growth(live);
    }

    private void add(String name, Totals round) throws IOException {
        totals = totals.plus(round);
        live.add(memory.live());
        resident.add(memory.resident());
        print(name, round);
    }

    private void print(String name, Totals some) {
        System.out.printf(
                "%-8s %12.0f %12.0f %12.0f %8.2f %10d %10d%n",
                name,
                some.fetchRate(),
                some.copyRate(),
                some.produceRate(),
                some.ratio(),
                resident.get(resident.size() - 1),
                live.get(live.size() - 1));
    }

    private static long growth(List<Long> megabytes) {
        return megabytes.get(megabytes.size() - 1) - megabytes.get(0);
    }
}
