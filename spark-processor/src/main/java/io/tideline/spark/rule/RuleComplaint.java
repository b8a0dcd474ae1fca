package io.tideline.spark.rule;

/** A rule of this version cannot judge a series; which one is empty if it can judge none. */
public record RuleComplaint(String ruleId, int version, String series, String error) {}
