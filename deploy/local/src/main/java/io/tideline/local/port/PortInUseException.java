package io.tideline.local.port;

/** Somebody else listens on a port that a part needs: which, who, and how to go out of the way. */
public final class PortInUseException extends RuntimeException {
    PortInUseException(StackPort port, PortsAbove ports) {
        super("Port %d, for %s, is in use by %s. Stop that, or move Tideline: ./tideline up --port-base %d"
                .formatted(ports.of(port), port.word(), PortHolder.of(ports.of(port)), ports.base() + 1000));
    }
}
