package io.tideline.api.live;

/** A record that cannot be read, now or ever: not in the wire format, or of a schema that nobody knows. */
final class UnreadableException extends RuntimeException {

    UnreadableException(String reason) {
        super(reason);
    }
}
