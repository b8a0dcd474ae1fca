/** What makes the dev mode of Quarkus find the servers of {@code ./tideline up --infra}. */
@NullMarked
package io.tideline.fetcher.development;

import org.jspecify.annotations.NullMarked;
