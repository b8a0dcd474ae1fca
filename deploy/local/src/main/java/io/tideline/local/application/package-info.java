/** The pipeline's own programs as parts: fetcher, job, alert API, simulator. */
@NullMarked
package io.tideline.local.application;

import org.jspecify.annotations.NullMarked;
