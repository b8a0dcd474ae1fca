package io.tideline.rules.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link ByteWriter} wrote, in the same order. */
public final class ByteReader {
    private final byte[] bytes;
    private int at;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public int readByte() {
        if (at == bytes.length) {
            throw new IllegalArgumentException("the bytes end after " + at + ", in the middle of a value");
        }
        return bytes[at++] & 0xFF;
    }

    public boolean readFlag() {
        return readByte() == 1;
    }

    public long readLong() {
        long zigzag = 0;
        int shift = 0;
        int next;
        do {
            next = readByte();
            zigzag |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while ((next & 0x80) != 0 && shift < 64);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    public double readDouble() {
        long bits = 0;
        for (int i = 0; i < Double.BYTES; i++) {
            bits = bits << 8 | readByte();
        }
        return Double.longBitsToDouble(bits);
    }

    public String readText() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    public byte[] readBytes() {
        long length = readLong();
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException(
                    "a value of " + length + " bytes where " + (bytes.length - at) + " are left");
        }
        byte[] read = Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return read;
    }

    public @Nullable Double readOptionalDouble() {
        return readFlag() ? Double.valueOf(readDouble()) : null;
    }

    public @Nullable Long readOptionalLong() {
        return readFlag() ? Long.valueOf(readLong()) : null;
    }

    /** Whether everything was read. */
    public boolean atEnd() {
        return at == bytes.length;
    }
}
