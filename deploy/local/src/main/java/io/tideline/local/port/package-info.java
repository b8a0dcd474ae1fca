/** The ports that the parts listen on. */
@NullMarked
package io.tideline.local.port;

import org.jspecify.annotations.NullMarked;
