package io.tideline.rules.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteWriterTest {

    @Property
    void readsBackWhatWasWritten(
            @ForAll long number, @ForAll double real, @ForAll String text, @ForAll byte[] bytes, @ForAll boolean flag) {
        ByteWriter out = new ByteWriter();
        out.writeLong(number);
        out.writeDouble(real);
        out.writeBytes(bytes);
        out.writeFlag(flag);
        out.writeOptionalLong(flag ? number : null);
        out.writeOptionalDouble(flag ? null : real);
        out.writeText(text.replaceAll("\\p{Cs}", ""));

        ByteReader in = new ByteReader(out.toBytes());

        assertThat(in.readLong()).isEqualTo(number);
        assertThat(in.readDouble()).isEqualTo(real);
        assertThat(in.readBytes()).isEqualTo(bytes);
        assertThat(in.readFlag()).isEqualTo(flag);
        assertThat(in.readOptionalLong()).isEqualTo(flag ? number : null);
        assertThat(in.readOptionalDouble()).isEqualTo(flag ? null : real);
        assertThat(in.readText()).isEqualTo(text.replaceAll("\\p{Cs}", ""));
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void saysWhereBytesEndTooEarly() {
        ByteReader in = new ByteReader(new byte[] {20, 'a'});

        assertThatThrownBy(in::readText)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value of 10 bytes where 1 are left");
    }
}
