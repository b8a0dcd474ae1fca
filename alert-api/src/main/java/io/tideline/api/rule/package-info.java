/** Rules as people manage them: read, replaced under a version, deleted, tried on stored readings. */
@NullMarked
package io.tideline.api.rule;

import org.jspecify.annotations.NullMarked;
