package io.tideline.spark.alert;

import io.tideline.rules.series.SeriesId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.StatefulProcessorHandle;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.ValueState;
import scala.Tuple2;
import scala.collection.Iterator;

/** The state of the shard whose key Spark has set, in Spark's state store. */
final class StoredShardState implements ShardState {

    private final StatefulProcessorHandle handle;
    private final ValueState<Tuple2<Long, Long>> clock;
    private final ValueState<String> rules;
    private final MapState<String, byte[]> lives;

    /** Series by the instant at which they are to be woken, one a line. */
    private final MapState<Long, String> due;

    StoredShardState(StatefulProcessorHandle handle) {
        this.handle = handle;
        this.clock = handle.getValueState("clock", Encoders.tuple(Encoders.LONG(), Encoders.LONG()), TTLConfig.NONE());
        this.rules = handle.getValueState("rules", Encoders.STRING(), TTLConfig.NONE());
        this.lives = handle.getMapState("lives", Encoders.STRING(), Encoders.BINARY(), TTLConfig.NONE());
        this.due = handle.getMapState("due", Encoders.LONG(), Encoders.STRING(), TTLConfig.NONE());
    }

    @Override
    public ShardClock clock() {
        Tuple2<Long, Long> stored = clock.get();
        return stored == null ? ShardClock.UNSET : new ShardClock(stored._1(), stored._2());
    }

    @Override
    public void keep(ShardClock newClock) {
        clock.update(new Tuple2<>(newClock.now(), newClock.quietTicks()));
    }

    @Override
    public String rules() {
        return Optional.ofNullable(rules.get()).orElse("");
    }

    @Override
    public void keepRules(String newRules) {
        rules.update(newRules);
    }

    @Override
    public Optional<SeriesLives> lives(SeriesId series) {
        return Optional.ofNullable(lives.getValue(series.toString()))
                .map(bytes -> SeriesLives.fromBytes(series, bytes));
    }

    @Override
    public void keep(SeriesId series, SeriesLives newLives) {
        lives.updateValue(series.toString(), newLives.toBytes());
    }

    @Override
    public List<SeriesId> series() {
        List<SeriesId> series = new ArrayList<>();
        Iterator<String> keys = lives.keys();
        while (keys.hasNext()) {
            series.add(SeriesId.parse(keys.next()));
        }
        return series;
    }

    @Override
    public void wake(SeriesId series, long instant) {
        String others = due.getValue(instant);
        due.updateValue(instant, others == null ? series.toString() : others + '\n' + series);
        handle.registerTimer(instant);
    }

    @Override
    public List<SeriesId> due(long instant) {
        String series = due.getValue(instant);
        due.removeKey(instant);
        return series == null
                ? List.of()
                : Stream.of(series.split("\n")).distinct().map(SeriesId::parse).toList();
    }
}
