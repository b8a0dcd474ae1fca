/** The life of an alert: one rule on one series, from PENDING to RESOLVED. */
@NullMarked
package io.tideline.rules.alert;

import org.jspecify.annotations.NullMarked;
