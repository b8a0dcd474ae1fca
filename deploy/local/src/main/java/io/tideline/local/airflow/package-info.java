/** Airflow as parts, in a virtual environment of its own. */
@NullMarked
package io.tideline.local.airflow;

import org.jspecify.annotations.NullMarked;
