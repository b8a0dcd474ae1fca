package io.tideline.spark.input;

import java.io.Serializable;

/** Told of every record that a task has taken, right after it. Must be quick. */
public interface ReadObserver extends Serializable {

    ReadObserver NONE = (topic, partition, offset) -> {};

    void read(String topic, int partition, long offset);
}
