package io.tideline.api.rule;

import java.time.Instant;

/** What the running job complains about: a rule that cannot judge a series. */
record RuleComplaint(String error, String series, int version, Instant at) {}
