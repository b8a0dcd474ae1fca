/** Dev mode against the servers of the local stack. */
@NullMarked
package io.tideline.api.development;

import org.jspecify.annotations.NullMarked;
