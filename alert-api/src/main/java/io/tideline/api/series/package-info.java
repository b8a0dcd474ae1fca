/** Series with their latest value, their readings and their windows. */
@NullMarked
package io.tideline.api.series;

import org.jspecify.annotations.NullMarked;
