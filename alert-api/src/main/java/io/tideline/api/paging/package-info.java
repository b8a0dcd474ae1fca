/** Answers in pages, and the spans of time that questions name. */
@NullMarked
package io.tideline.api.paging;

import org.jspecify.annotations.NullMarked;
