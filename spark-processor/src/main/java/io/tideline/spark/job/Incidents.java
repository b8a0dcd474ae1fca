package io.tideline.spark.job;

/** Told of what happens to the queries of the job. */
public interface Incidents {

    /** @param error what it died of in one line, without secrets */
    void queryDied(String query, String error);

    /** The query runs again, and well for a while. */
    void queryRuns(String query);

    /** Tells another one after this one. */
    default Incidents and(Incidents other) {
        return new Incidents() {
            @Override
            public void queryDied(String query, String error) {
                Incidents.this.queryDied(query, error);
                other.queryDied(query, error);
            }

            @Override
            public void queryRuns(String query) {
                Incidents.this.queryRuns(query);
                other.queryRuns(query);
            }
        };
    }
}
