package io.tideline.api.rule;

import java.time.Instant;

/**
 * A rule as it is kept.
 *
 * @param definition as JSON, in the shape of one entry of rules.yaml
 */
record StoredRule(String id, int version, String definition, boolean deleted, Instant changedAt, String changedBy) {}
