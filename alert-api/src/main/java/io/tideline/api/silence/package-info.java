/** Silences: matchers and a span of time in which matching alerts are marked as silenced. */
@NullMarked
package io.tideline.api.silence;

import org.jspecify.annotations.NullMarked;
