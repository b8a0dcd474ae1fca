/** Who may do what: HTTP Basic over configured users with hashed passwords, and the roles viewer and operator. */
@NullMarked
package io.tideline.api.access;

import org.jspecify.annotations.NullMarked;
