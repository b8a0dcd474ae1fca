/** A compact binary form for state that is kept between readings. */
@NullMarked
package io.tideline.rules.bytes;

import org.jspecify.annotations.NullMarked;
