/** What a deployment in containers runs once, before its services start: accounts, permissions, topics, schemas, tables. */
@NullMarked
package io.tideline.local.container;

import org.jspecify.annotations.NullMarked;
