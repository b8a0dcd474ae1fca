/** The files that the servers are made of: resolved through Maven, unpacked and kept. */
@NullMarked
package io.tideline.local.artifact;

import org.jspecify.annotations.NullMarked;
