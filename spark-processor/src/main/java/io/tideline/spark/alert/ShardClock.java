package io.tideline.spark.alert;

/**
 * The time as the series of one shard live it: the wall clock, but held back while a backlog is being read. Otherwise, after a pause of the job, every alarm about
 * silence would go off before the readings that arrived in the pause are read.
 *
 * @param now milliseconds; never goes back
 * @param quietTicks how many ticks have passed since the last reading
 */
record ShardClock(long now, long quietTicks) {

    static final ShardClock UNSET = new ShardClock(Long.MIN_VALUE, 0);

    /** Readings that are older than this when they are read are a backlog. */
    private static final long BACKLOG_MILLIS = 10_000;

    /** A backlog is over when so many ticks, a second each, bring no reading. */
    private static final long TICKS_TO_TRUST = 5;

    ShardClock reading(long newestFetchedAt, long wall) {
        boolean isBacklog = newestFetchedAt < wall - BACKLOG_MILLIS;
        return new ShardClock(Math.max(now, isBacklog ? newestFetchedAt : wall), 0);
    }

    ShardClock tick(long wall) {
        boolean isQuiet = quietTicks + 1 >= TICKS_TO_TRUST;
        boolean isLive = now >= wall - BACKLOG_MILLIS;
        return new ShardClock(isQuiet || isLive ? Math.max(now, wall) : now, quietTicks + 1);
    }
}
