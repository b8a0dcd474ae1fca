package io.tideline.fetcher.remote;

import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Keeps requests away from the network that the fetcher stands in. */
final class Addresses {
    private Addresses() {}

    /** Looks the host up, which may block. Throws SourceFailure if one of its addresses is private. */
    static void refusePrivate(String host) {
        for (InetAddress address : addressesOf(host)) {
            if (isPrivate(address)) {
                throw new SourceFailure(
                        FailureReason.ADDRESS_REFUSED,
                        "The host " + host + " has the private address " + address.getHostAddress()
                                + ". Set allowPrivateAddresses if it is meant");
            }
        }
    }

    static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isUniqueLocal(address)
                || isSharedByCarrier(address);
    }

    /** fc00::/7 of RFC 4193. */
    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC;
    }

    /** 100.64.0.0/10 of RFC 6598. */
    private static boolean isSharedByCarrier(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    }

    private static InetAddress[] addressesOf(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new SourceFailure(FailureReason.UNREACHABLE, "No such host: " + host);
        }
    }
}
