package io.tideline.local.artifact;

import java.util.List;

/** Artifacts that no repository could give. */
public final class UnresolvedException extends RuntimeException {
    UnresolvedException(List<String> coordinates, Exception cause) {
        super(
                "cannot resolve " + String.join(", ", coordinates) + ": " + cause.getMessage()
                        + "; check the network, or the mirrors in ~/.m2/settings.xml",
                cause);
    }
}
