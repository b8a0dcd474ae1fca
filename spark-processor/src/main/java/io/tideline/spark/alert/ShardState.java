package io.tideline.spark.alert;

import io.tideline.rules.series.SeriesId;
import java.util.List;
import java.util.Optional;

/** What is remembered of the series of one shard between batches. */
interface ShardState {

    ShardClock clock();

    void keep(ShardClock clock);

    /** Names the rules that the shard has last been brought in line with. */
    String rules();

    void keepRules(String rules);

    Optional<SeriesLives> lives(SeriesId series);

    void keep(SeriesId series, SeriesLives lives);

    List<SeriesId> series();

    /** Has the series given back by {@link #due} at this instant of the wall clock. */
    void wake(SeriesId series, long instant);

    /** The series to be woken at exactly this instant; each is given once. */
    List<SeriesId> due(long instant);
}
