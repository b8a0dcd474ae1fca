/** What the pipeline expects to find in its servers: topics, schemas, tables, rules. */
@NullMarked
package io.tideline.local.deployment;

import org.jspecify.annotations.NullMarked;
