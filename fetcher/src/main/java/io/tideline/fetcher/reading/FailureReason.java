package io.tideline.fetcher.reading;

/** Why a fetch failed. Answer, log, metric and table share this closed list. */
public enum FailureReason {
    /** No connection: no such host, refused, broken off. */
    UNREACHABLE(true),
    TIMEOUT(true),
    /** The source asked for fewer requests: 429. */
    RATE_LIMITED(true),
    /** The source's own limit of requests per day, as declared here, is used up. */
    QUOTA_USED_UP(true),
    /** The source failed: 5xx. */
    SERVER_ERROR(true),
    /** The source refused the request: 4xx. */
    REQUEST_REFUSED(false),
    /** The source has banned this caller: 403 and 418. */
    BANNED(false),
    /** After many failures no request is sent for a while. */
    CIRCUIT_OPEN(true),
    /** The source sends the caller to another host. */
    REDIRECT_REFUSED(false),
    /** The host has a private address, and the source does not allow that. */
    ADDRESS_REFUSED(false),
    /** The body is larger than the source's limit. */
    BODY_TOO_LARGE(false),
    /** The body is not of the declared format: not JSON, cut off, or an error page. */
    BODY_UNREADABLE(true),
    /** The body is of the declared format, but not of the shape that the mapping names. */
    SHAPE_UNKNOWN(false),
    /** The body is an error text of the source under a status of success. */
    ERROR_IN_BODY(true),
    /** PostgreSQL did not take the readings. Nothing is kept. */
    STORE_UNAVAILABLE(true),
    /** A mistake in the fetcher itself. */
    INTERNAL(false);

    private final boolean canHeal;

    FailureReason(boolean canHeal) {
        this.canHeal = canHeal;
    }

    /** True if the same request may succeed later. */
    public boolean canHeal() {
        return canHeal;
    }
}
