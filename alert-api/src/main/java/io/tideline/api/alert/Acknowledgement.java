package io.tideline.api.alert;

import java.time.Instant;

/** Somebody takes care of an alert. */
public record Acknowledgement(String by, Instant at, String comment) {}
