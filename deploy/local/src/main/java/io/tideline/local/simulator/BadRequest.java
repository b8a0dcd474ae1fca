package io.tideline.local.simulator;

/** A request that Open-Meteo would answer with 400; the message is the reason that the answer gives. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;

    BadRequest(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
