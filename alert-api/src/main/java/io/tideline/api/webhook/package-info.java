/** Tells other systems about alerts: grouped, signed, retried, from a durable position. */
@NullMarked
package io.tideline.api.webhook;

import org.jspecify.annotations.NullMarked;
