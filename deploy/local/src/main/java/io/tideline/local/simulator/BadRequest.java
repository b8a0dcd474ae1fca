package io.tideline.local.simulator;

/** A request that Open-Meteo would answer with 400; the message is the reason that the answer gives. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequest(String reason) {
        super(reason);
    }
}
