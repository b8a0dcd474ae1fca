/** From the bytes of an external API to readings, as a source's mapping says. */
@NullMarked
package io.tideline.fetcher.payload;

import org.jspecify.annotations.NullMarked;
