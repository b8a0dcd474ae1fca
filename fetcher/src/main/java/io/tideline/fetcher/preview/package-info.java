/** How a user writes a mapping: what it makes of a payload, with nothing kept. */
@NullMarked
package io.tideline.fetcher.preview;

import org.jspecify.annotations.NullMarked;
