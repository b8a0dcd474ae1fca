/** Alerts that are active or were, their events, and what people did with them. */
@NullMarked
package io.tideline.api.alert;

import org.jspecify.annotations.NullMarked;
