/** A year's backfill through Airflow, twice: what it takes, and that the second changes nothing. */
@NullMarked
package io.tideline.bench.backfill;

import org.jspecify.annotations.NullMarked;
