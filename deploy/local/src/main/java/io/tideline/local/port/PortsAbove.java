package io.tideline.local.port;

/** One port after the other, from a base. */
public record PortsAbove(int base) implements Ports {
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;

    public PortsAbove {
        int last = base + StackPort.values().length - 1;
        if (base < LOWEST || last > HIGHEST) {
            throw new IllegalArgumentException("port base " + base + " is not between " + LOWEST + " and "
                    + (HIGHEST - StackPort.values().length + 1));
        }
    }

    @Override
    public int of(StackPort port) {
        return base + port.offset();
    }

    /** Checks that nobody has any of the ports. */
    public void requireFree() throws PortInUseException {
        for (StackPort port : StackPort.values()) {
            if (!Ports.isFree(of(port))) throw new PortInUseException(port, this);
        }
    }
}
