/** A part of the stack, and how parts are started together. */
@NullMarked
package io.tideline.local.part;

import org.jspecify.annotations.NullMarked;
