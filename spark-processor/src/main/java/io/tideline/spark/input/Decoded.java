package io.tideline.spark.input;

/** What became of the bytes of one record. */
public sealed interface Decoded<T> {

    record Accepted<T>(T message) implements Decoded<T> {}

    record Rejected<T>(RejectedReason reason, String detail) implements Decoded<T> {}
}
