/** What is declared: the external APIs of sources.yaml, read once at the start and held to their contract. */
@NullMarked
package io.tideline.fetcher.source;

import org.jspecify.annotations.NullMarked;
