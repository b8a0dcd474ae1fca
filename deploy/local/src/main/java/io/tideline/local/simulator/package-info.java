/** Weather stations that do not exist, served in the shape of Open-Meteo, so that the pipeline runs without the internet. */
@NullMarked
package io.tideline.local.simulator;

import org.jspecify.annotations.NullMarked;
