package io.tideline.fetcher.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Neighbouring addresses, written as {@code 10.0.0.0/8} or {@code fc00::/7}. */
record AddressBlock(InetAddress first, int bits) {

    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        try {
            return new AddressBlock(
                    InetAddress.getByName(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no block of addresses: " + text, e);
        }
    }

    boolean holds(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] others = address.getAddress();
        if (mine.length != others.length) return false;
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit));
            if (((mine[bit / Byte.SIZE] ^ others[bit / Byte.SIZE]) & mask) != 0) return false;
        }
        return true;
    }
}
