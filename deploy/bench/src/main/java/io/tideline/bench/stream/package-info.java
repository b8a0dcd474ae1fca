/** How many readings a second the job takes. */
@NullMarked
package io.tideline.bench.stream;

import org.jspecify.annotations.NullMarked;
