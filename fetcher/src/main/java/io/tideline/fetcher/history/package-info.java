/** Readings of last month, and their summaries, as JSON, NDJSON or CSV. */
@NullMarked
package io.tideline.fetcher.history;

import org.jspecify.annotations.NullMarked;
