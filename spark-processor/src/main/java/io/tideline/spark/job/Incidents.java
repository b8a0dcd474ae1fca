package io.tideline.spark.job;

/** Told of what goes wrong with the job itself. */
public interface Incidents {

    Incidents NONE = (query, error) -> {};

    void queryDied(String query, String error);
}
