/** Rules: what deserves attention, which series it concerns, and how it is written as JSON. */
@NullMarked
package io.tideline.rules;

import org.jspecify.annotations.NullMarked;
