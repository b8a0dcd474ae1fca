package io.tideline.local.port;

import java.util.Locale;

/** Everything that listens. */
public enum StackPort {
    ALERT_API(0),
    FETCHER(1),
    AIRFLOW(2),
    SIMULATOR(3),
    SPARK_MASTER_UI(4),
    SPARK_JOB_UI(5),
    POSTGRES(6),
    KAFKA(7),
    ZOOKEEPER(8),
    REGISTRY(9),
    CASSANDRA(10),
    SPARK_MASTER(11),
    SPARK_WORKER_1_UI(12),
    SPARK_WORKER_2_UI(13),
    REGISTRY_MANAGEMENT(14),
    CASSANDRA_STORAGE(15),
    KAFKA_CONTROLLER(16),
    SPARK_WORKER_1(17),
    SPARK_WORKER_2(18),
    /** The second and the third of a cluster. */
    KAFKA_2(19),
    KAFKA_3(20),
    CASSANDRA_2(21),
    CASSANDRA_2_STORAGE(22),
    CASSANDRA_3(23),
    CASSANDRA_3_STORAGE(24);

    private final int offset;

    StackPort(int offset) {
        this.offset = offset;
    }

    /** How far above the base it is. */
    int offset() {
        return offset;
    }

    /** As a person calls it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
