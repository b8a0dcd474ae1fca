package io.tideline.fetcher.remote;

import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps requests away from the network that the fetcher stands in. */
final class Addresses {
    /** What is not reachable from everywhere, by IANA's registries of special-purpose addresses (RFC 6890), and multicast. */
    private static final List<AddressBlock> PRIVATE = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "::1/128",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/32",
                    "2001:db8::/32",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(AddressBlock::of)
            .toList();

    private static final AddressBlock COMPATIBLE = AddressBlock.of("::/96");
    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");
    private static final AddressBlock SIX_TO_FOUR = AddressBlock.of("2002::/16");

    /** How names become addresses; may block. */
    interface Lookup {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private Addresses() {}

    /** Looks the host up, which may block. Throws SourceFailure if one of its addresses is private. */
    static void refusePrivate(String host, Lookup lookup) {
        try {
            for (InetAddress address : lookup.addressesOf(host)) refusePrivate(host, address);
        } catch (UnknownHostException e) {
            throw new SourceFailure(FailureReason.UNREACHABLE, "No such host: " + host);
        }
    }

    /** Throws SourceFailure if the address that was found for the host is private. */
    static void refusePrivate(String host, InetAddress address) {
        if (isPrivate(address)) {
            throw new SourceFailure(
                    FailureReason.ADDRESS_REFUSED,
                    "The host " + host + " has the private address " + address.getHostAddress()
                            + ". Set allowPrivateAddresses if it is meant");
        }
    }

    static boolean isPrivate(InetAddress address) {
        return PRIVATE.stream().anyMatch(block -> block.holds(address))
                || within(address).filter(Addresses::isPrivate).isPresent();
    }

    /** The IPv4 address that one of IPv6 leads to: mapped or compatible (RFC 4291), translated (RFC 6052), 6to4 (RFC 3056). */
    private static Optional<InetAddress> within(InetAddress address) {
        if (!(address instanceof Inet6Address six)) return Optional.empty();
        if (isMapped(six) || COMPATIBLE.holds(six) || TRANSLATED.holds(six)) return Optional.of(four(six, 12));
        return SIX_TO_FOUR.holds(six) ? Optional.of(four(six, 2)) : Optional.empty();
    }

    /** ::ffff:0:0/96; Java itself reads most of them as IPv4. */
    private static boolean isMapped(Inet6Address address) {
        byte[] bytes = address.getAddress();
        return Arrays.equals(bytes, 0, 10, new byte[10], 0, 10) && bytes[10] == -1 && bytes[11] == -1;
    }

    private static InetAddress four(Inet6Address address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are no address", e);
        }
    }
}
