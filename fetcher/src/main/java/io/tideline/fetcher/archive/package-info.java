/** What is kept: readings, rejected readings and receipts of fetches, in PostgreSQL. */
@NullMarked
package io.tideline.fetcher.archive;

import org.jspecify.annotations.NullMarked;
