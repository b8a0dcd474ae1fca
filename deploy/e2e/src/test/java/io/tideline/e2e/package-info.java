/** The whole pipeline on real servers, tried as a user would: from a scheduled fetch to an alert in the browser. */
@NullMarked
package io.tideline.e2e;

import org.jspecify.annotations.NullMarked;
