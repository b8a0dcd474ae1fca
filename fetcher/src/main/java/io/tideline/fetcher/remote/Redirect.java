package io.tideline.fetcher.remote;

import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.net.URI;

/** Where a source may send its caller: elsewhere on the same host, and from http to https, never back. */
final class Redirect {
    private Redirect() {}

    /** The URL that a Location names. Throws SourceFailure if it leads to where the source may not send its caller. */
    static URI target(URI url, String location) {
        URI target = resolved(url, location);
        boolean sameHost = String.valueOf(target.getHost()).equalsIgnoreCase(url.getHost());
        if (!sameHost) {
            throw refused(
                    "The source redirects to " + target.getHost() + ", another host. Write that URL if it is meant");
        }
        boolean sameScheme = url.getScheme().equalsIgnoreCase(target.getScheme());
        if (!sameScheme && !"https".equalsIgnoreCase(target.getScheme())) {
            throw refused("The source redirects from " + url.getScheme() + " to " + target.getScheme()
                    + ", where everybody may listen");
        }
        return target;
    }

    static SourceFailure refused(String message) {
        return new SourceFailure(FailureReason.REDIRECT_REFUSED, message);
    }

    private static URI resolved(URI url, String location) {
        try {
            return url.resolve(location);
        } catch (IllegalArgumentException e) {
            throw refused("The source redirects to '" + location + "', which is no URL");
        }
    }
}
