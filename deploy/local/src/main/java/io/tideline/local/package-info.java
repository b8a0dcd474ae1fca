/** The local stack: the whole pipeline on one machine, as a library and as a command. */
@NullMarked
package io.tideline.local;

import org.jspecify.annotations.NullMarked;
