/** Errors as RFC 9457 problem details: what failed, the value and what to do. */
@NullMarked
package io.tideline.api.problem;

import org.jspecify.annotations.NullMarked;
