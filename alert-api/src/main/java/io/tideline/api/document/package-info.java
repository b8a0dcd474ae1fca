/** The OpenAPI document, as far as it is not written beside the code that it describes. */
@NullMarked
package io.tideline.api.document;

import org.jspecify.annotations.NullMarked;
