package io.tideline.spark.job;

/** Told of what happens to the queries of the job. */
public interface Incidents {

    void queryDied(String query);

    /** The query runs again, and well for a while. */
    void queryRuns(String query);
}
