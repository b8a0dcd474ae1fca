/** The one way to Cassandra: statements prepared once, rows as a stream, never a blocked thread. */
@NullMarked
package io.tideline.api.cassandra;

import org.jspecify.annotations.NullMarked;
