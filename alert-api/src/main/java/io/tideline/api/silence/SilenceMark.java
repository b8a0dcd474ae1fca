package io.tideline.api.silence;

import java.time.Instant;

/** Why an alert is silenced, who said so, and until when. */
public record SilenceMark(String id, String by, Instant until, String comment) {}
