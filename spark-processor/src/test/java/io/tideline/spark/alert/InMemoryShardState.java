package io.tideline.spark.alert;

import io.tideline.rules.series.SeriesId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** State of one shard that goes through bytes, as Spark's does. */
final class InMemoryShardState implements ShardState {

    final TreeMap<Long, List<SeriesId>> timers = new TreeMap<>();
    private final Map<SeriesId, byte[]> lives = new LinkedHashMap<>();
    private ShardClock clock = ShardClock.UNSET;
    private String rules = "";

    @Override
    public ShardClock clock() {
        return clock;
    }

    @Override
    public void keep(ShardClock clock) {
        this.clock = clock;
    }

    @Override
    public String rules() {
        return rules;
    }

    @Override
    public void keepRules(String rules) {
        this.rules = rules;
    }

    @Override
    public Optional<SeriesLives> lives(SeriesId series) {
        return Optional.ofNullable(lives.get(series)).map(bytes -> SeriesLives.fromBytes(series, bytes));
    }

    @Override
    public void keep(SeriesId series, SeriesLives changed) {
        lives.put(series, changed.toBytes());
    }

    @Override
    public List<SeriesId> series() {
        return List.copyOf(lives.keySet());
    }

    @Override
    public void wake(SeriesId series, long instant) {
        timers.computeIfAbsent(instant, at -> new ArrayList<>()).add(series);
    }

    @Override
    public List<SeriesId> due(long instant) {
        List<SeriesId> due = timers.remove(instant);
        return due == null ? List.of() : due;
    }
}
