/** What {@code ./tideline bench} runs: each measures Tideline and, in the same run, the ceiling that this machine sets. */
@NullMarked
package io.tideline.bench;

import org.jspecify.annotations.NullMarked;
