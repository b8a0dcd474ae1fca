/** The conditions that a rule can set, each judging one series, reading by reading. */
@NullMarked
package io.tideline.rules.condition;

import org.jspecify.annotations.NullMarked;
