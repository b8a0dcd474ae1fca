/** Series, what selects them, and what is observed of them. */
@NullMarked
package io.tideline.rules.series;

import org.jspecify.annotations.NullMarked;
