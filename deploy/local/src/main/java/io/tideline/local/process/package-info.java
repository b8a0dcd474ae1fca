/** Processes of the operating system: started, remembered across the launcher's own death, ended. */
@NullMarked
package io.tideline.local.process;

import org.jspecify.annotations.NullMarked;
