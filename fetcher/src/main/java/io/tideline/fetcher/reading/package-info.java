/** What is measured: readings, their series, and what could not be read. Sees nothing but java. */
@NullMarked
package io.tideline.fetcher.reading;

import org.jspecify.annotations.NullMarked;
