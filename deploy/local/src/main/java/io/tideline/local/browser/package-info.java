/** The browser of this machine, for tests of pages. */
@NullMarked
package io.tideline.local.browser;

import org.jspecify.annotations.NullMarked;
