/** The ordered run of a source over one data interval: read it, keep it, publish it. */
@NullMarked
package io.tideline.fetcher.fetch;

import org.jspecify.annotations.NullMarked;
