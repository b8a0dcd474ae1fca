/** What a launcher tells of its parts, and what can be seen of them from outside. */
@NullMarked
package io.tideline.local.status;

import org.jspecify.annotations.NullMarked;
