/** Units of measurement by their UCUM codes, and conversion between them. */
@NullMarked
package io.tideline.rules.unit;

import org.jspecify.annotations.NullMarked;
