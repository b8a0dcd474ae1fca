/** What an event is about, and patterns over it. */
@NullMarked
package io.tideline.api.filter;

import org.jspecify.annotations.NullMarked;
