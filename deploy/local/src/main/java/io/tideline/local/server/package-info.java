/** The servers that the pipeline stands on, each as a part: configuration, command line, readiness. */
@NullMarked
package io.tideline.local.server;

import org.jspecify.annotations.NullMarked;
