/** What the control center asks of the parts of the pipeline, and the few things that it changes. */
@NullMarked
package io.tideline.api.control;

import org.jspecify.annotations.NullMarked;
