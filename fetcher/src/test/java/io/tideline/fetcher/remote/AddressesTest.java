package io.tideline.fetcher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "198.19.255.255",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1"
            })
    void refusesWhatIsNotReachableFromEverywhere(String address) throws UnknownHostException {
        assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2"
            })
    void refusesAPrivateAddressWithinAnotherOne(String address) throws UnknownHostException {
        assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void refusesAMappedAddressThatJavaKeepsAsOneOfVersionSix() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
        Inet6Address kept = Inet6Address.getByAddress("mapped", mapped, -1);

        assertThat(Addresses.isPrivate(kept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1",
                "fbff::1",
                "::ffff:1.1.1.1",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void letsAPublicAddressPass(String address) throws UnknownHostException {
        assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "0", "[::1]", "localhost"})
    void refusesOtherSpellingsOfTheMachineItself(String host) {
        assertThatThrownBy(() -> Addresses.refusePrivate(host, InetAddress::getAllByName))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.ADDRESS_REFUSED))
                .hasMessageContaining("The host " + host + " has the private address ")
                .hasMessageContaining("Set allowPrivateAddresses if it is meant");
    }

    @Test
    void refusesAHostOneOfWhoseAddressesIsPrivate() throws UnknownHostException {
        InetAddress open = InetAddress.getByName("1.1.1.1");
        InetAddress closed = InetAddress.getByName("10.1.2.3");

        assertThatCode(() -> Addresses.refusePrivate("api", host -> new InetAddress[] {open}))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Addresses.refusePrivate("api", host -> new InetAddress[] {open, closed}))
                .hasMessageContaining("The host api has the private address 10.1.2.3");
    }

    @Test
    void saysThatAHostIsNotKnown() {
        Addresses.Lookup knowsNobody = host -> {
            throw new UnknownHostException(host);
        };

        assertThatThrownBy(() -> Addresses.refusePrivate("nowhere", knowsNobody))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.UNREACHABLE))
                .hasMessage("No such host: nowhere");
    }
}
