/** The command line: ./tideline. */
@NullMarked
package io.tideline.local.command;

import org.jspecify.annotations.NullMarked;
