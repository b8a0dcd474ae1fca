/** How every error looks to a caller: application/problem+json of RFC 9457. */
@NullMarked
package io.tideline.fetcher.problem;

import org.jspecify.annotations.NullMarked;
