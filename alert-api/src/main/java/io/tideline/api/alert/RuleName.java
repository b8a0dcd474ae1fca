package io.tideline.api.alert;

/** The rule behind an alert or a flag, for programs and for people. */
public record RuleName(String id, String name) {}
