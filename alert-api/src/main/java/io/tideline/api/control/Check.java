package io.tideline.api.control;

/** What can be wrong with the pipeline itself, each the rule of an alert. */
public enum Check {
    HOP_STUCK("hop-stuck", "A hop of the pipeline is stuck", "CRITICAL"),
    NO_DATA("no-data", "No data for longer than the schedule", "WARNING"),
    FETCH_FAILING("fetch-failing", "A fetch fails", "WARNING"),
    LAG("lag", "A consumer group falls behind", "WARNING"),
    WORKER_DEAD("worker-dead", "A Spark worker is gone", "WARNING"),
    BROKER_GONE("broker-gone", "A broker is gone", "CRITICAL"),
    UNDER_REPLICATED("under-replicated", "A topic lacks replicas", "WARNING"),
    NODE_DOWN("node-down", "A Cassandra node is down", "WARNING");

    private final String metric;
    private final String title;
    private final String severity;

    Check(String metric, String title, String severity) {
        this.metric = metric;
        this.title = title;
        this.severity = severity;
    }

    /** The metric of its series; the source is {@link Finding#SOURCE}, the entity what is at fault. */
    public String metric() {
        return metric;
    }

    /** The id of the rule that its alerts name; no rule of that id is in the table of rules. */
    public String rule() {
        return "pipeline-" + metric;
    }

    public String title() {
        return title;
    }

    public String severity() {
        return severity;
    }
}
