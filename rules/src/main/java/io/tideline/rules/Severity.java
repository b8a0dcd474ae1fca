package io.tideline.rules;

/** How much a broken rule matters. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL
}
