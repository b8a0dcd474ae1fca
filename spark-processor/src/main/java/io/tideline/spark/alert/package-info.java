/** The life of every alert, kept by a stateful query. */
@NullMarked
package io.tideline.spark.alert;

import org.jspecify.annotations.NullMarked;
