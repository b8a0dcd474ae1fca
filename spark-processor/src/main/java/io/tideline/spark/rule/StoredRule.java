package io.tideline.spark.rule;

/** A row of the table {@code rule} that is not deleted; the definition is JSON. */
record StoredRule(String id, int version, String definition) {}
