package io.tideline.spark.window;

import java.util.Optional;

/** What is remembered of one series between batches. */
interface WindowState {

    Progress progress();

    void keep(Progress progress);

    Optional<HourStatistics> hour(long start);

    void keep(HourStatistics hour);

    MinuteReadings minute(long start);

    void keep(long start, MinuteReadings minute);

    /** Forgets the hour and its minutes. */
    void forget(HourStatistics hour);
}
