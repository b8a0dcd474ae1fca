package io.tideline.fetcher.publishing;

import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Revision;
import io.tideline.fetcher.reading.SeriesId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch as bytes of the outbox: a version, what is common to all readings, the series with their units, and for each
 * reading its series, time, value and revision. About 13 bytes for a reading, a sixth of its Avro form: what the outbox
 * writes, PostgreSQL's log writes too.
 */
final class BatchCodec {
    private static final int VERSION = 1;

    private BatchCodec() {}

    private record Column(SeriesId series, String unit) {}

    static byte[] encoded(Batch batch) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(64 + 16 * batch.revisions().size());
        try {
            write(batch, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("A batch cannot be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Throws IllegalArgumentException if the bytes are no batch of a known version. */
    static Batch decoded(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("The outbox holds a batch of version " + version
                        + ", this fetcher reads " + VERSION + ". Let the version that wrote it publish it first");
            }
            return read(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("The outbox holds a batch that is cut off", e);
        }
    }

    private static void write(Batch batch, DataOutputStream out) throws IOException {
        out.writeByte(VERSION);
        out.writeUTF(batch.source());
        out.writeUTF(batch.fetchId());
        out.writeUTF(batch.trace());
        out.writeLong(batch.fetchedAt().toEpochMilli());
        Map<Column, Integer> columns = columns(batch);
        writeVarint(out, columns.size());
        for (Column column : columns.keySet()) {
            out.writeUTF(column.series().entity());
            out.writeUTF(column.series().metric());
            out.writeUTF(column.unit());
        }
        writeVarint(out, batch.revisions().size());
        long last = 0;
        for (Revision revision : batch.revisions()) {
            Reading reading = revision.reading();
            long at = reading.observedAt().toEpochMilli();
            writeVarint(out, columns.getOrDefault(new Column(reading.series(), reading.unit()), 0));
            writeVarint(out, zigzag(at - last));
            out.writeDouble(reading.value());
            writeVarint(out, revision.number());
            last = at;
        }
    }

    private static Batch read(DataInputStream in) throws IOException {
        String source = in.readUTF();
        String fetchId = in.readUTF();
        String trace = in.readUTF();
        Instant fetchedAt = Instant.ofEpochMilli(in.readLong());
        List<Column> columns = new ArrayList<>();
        for (long count = readVarint(in); count > 0; count--) {
            columns.add(new Column(new SeriesId(source, in.readUTF(), in.readUTF()), in.readUTF()));
        }
        long count = readVarint(in);
        List<Revision> revisions = new ArrayList<>((int) count);
        long at = 0;
        for (; count > 0; count--) {
            Column column = columns.get((int) readVarint(in));
            at += unzigzag(readVarint(in));
            Reading reading = new Reading(column.series(), Instant.ofEpochMilli(at), in.readDouble(), column.unit());
            revisions.add(new Revision(reading, (int) readVarint(in)));
        }
        return new Batch(source, fetchId, fetchedAt, trace, revisions);
    }

    private static Map<Column, Integer> columns(Batch batch) {
        Map<Column, Integer> columns = new LinkedHashMap<>();
        for (Revision revision : batch.revisions()) {
            Reading reading = revision.reading();
            columns.putIfAbsent(new Column(reading.series(), reading.unit()), columns.size());
        }
        return columns;
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> 63);
    }

    private static long unzigzag(long number) {
        return (number >>> 1) ^ -(number & 1);
    }

    /** Seven bits a byte, the lowest first, the eighth bit says that more follow. */
    private static void writeVarint(DataOutputStream out, long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readVarint(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return number;
            }
        }
        throw new IOException("A number is longer than 64 bits");
    }
}
