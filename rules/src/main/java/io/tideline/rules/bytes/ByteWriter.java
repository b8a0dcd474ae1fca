package io.tideline.rules.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes numbers and texts compactly; {@link ByteReader} reads them back in the same order. */
public final class ByteWriter {
    private byte[] bytes = new byte[128];
    private int size;

    public void writeByte(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }

    public void writeFlag(boolean flag) {
        writeByte(flag ? 1 : 0);
    }

    /** Zigzag and seven bits a byte: small numbers of either sign are short. */
    public void writeLong(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    public void writeDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            writeByte((int) (bits >>> shift));
        }
    }

    public void writeText(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public void writeBytes(byte[] more) {
        writeLong(more.length);
        append(more);
    }

    public void writeOptionalDouble(@Nullable Double value) {
        writeFlag(value != null);
        if (value != null) {
            writeDouble(value);
        }
    }

    public void writeOptionalLong(@Nullable Long value) {
        writeFlag(value != null);
        if (value != null) {
            writeLong(value);
        }
    }

    private void append(byte[] more) {
        int needed = size + more.length;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size = needed;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
