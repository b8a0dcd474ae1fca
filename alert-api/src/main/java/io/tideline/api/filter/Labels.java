package io.tideline.api.filter;

/** What an event is about; empty where a kind of event has no such label. */
public record Labels(String source, String entity, String metric, String rule, String severity, String state) {}
