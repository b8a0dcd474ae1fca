package io.tideline.e2e;

import java.time.Instant;

/** A reading as every hop must have it: the series as source/entity/metric, and the value in the unit that was served. */
record Row(String series, Instant observedAt, double value) {}
