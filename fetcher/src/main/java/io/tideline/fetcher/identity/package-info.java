/** Who may change something: users and roles from a file of hashed passwords. */
@NullMarked
package io.tideline.fetcher.identity;

import org.jspecify.annotations.NullMarked;
