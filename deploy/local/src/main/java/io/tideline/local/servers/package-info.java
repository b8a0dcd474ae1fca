/** Real servers for tests. */
@NullMarked
package io.tideline.local.servers;

import org.jspecify.annotations.NullMarked;
