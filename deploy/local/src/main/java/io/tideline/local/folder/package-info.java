/** The folders of a stack: where its data, logs, secrets and process ids are. */
@NullMarked
package io.tideline.local.folder;

import org.jspecify.annotations.NullMarked;
