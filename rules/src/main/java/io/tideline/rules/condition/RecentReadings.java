package io.tideline.rules.condition;

import io.tideline.rules.bytes.ByteReader;
import io.tideline.rules.bytes.ByteWriter;
import java.util.ArrayDeque;

/**
 * The readings of the last {@code size} milliseconds, (now - size, now], in bounded space. Up to {@value #MOST_CELLS} readings are kept one by
 * one and everything is exact. With more, readings that lie close together are merged into cells of equal width, which is doubled until all
 * fit: then no cell is wider than size / 255, and a reading leaves together with the youngest of its cell, so the window reaches back
 * at most 0.4 % further than it should. What enters is always exact.
 */
final class RecentReadings {
    static final int MOST_CELLS = 512;

    private final long size;
    private final ArrayDeque<Cell> cells;
    private long width;

    /** Readings that lie close together. Sums are kept from the oldest to the youngest reading. */
    record Cell(long oldest, long youngest, long count, double sum, double min, double max) {
        Cell and(Cell later) {
            return new Cell(
                    oldest,
                    later.youngest,
                    count + later.count,
                    sum + later.sum,
                    Math.min(min, later.min),
                    Math.max(max, later.max));
        }
    }

    RecentReadings(long size) {
        this(size, new ArrayDeque<>(), 1);
    }

    private RecentReadings(long size, ArrayDeque<Cell> cells, long width) {
        this.size = size;
        this.cells = cells;
        this.width = width;
    }

    void add(long at, double value) {
        forgetUntil(at);
        append(cells, new Cell(at, at, 1, value, value, value));
        while (cells.size() > MOST_CELLS) {
            widen();
        }
    }

    /** Drops what is no longer within (now - size, now]. */
    void forgetUntil(long now) {
        while (!cells.isEmpty() && cells.getFirst().youngest <= now - size) {
            cells.removeFirst();
        }
        if (cells.isEmpty()) {
            width = 1;
        }
    }

    private void widen() {
        width *= 2;
        Cell[] narrow = cells.toArray(Cell[]::new);
        cells.clear();
        for (Cell cell : narrow) {
            append(cells, cell);
        }
    }

    private void append(ArrayDeque<Cell> to, Cell cell) {
        Cell last = to.peekLast();
        if (last != null && Math.floorDiv(last.oldest, width) == Math.floorDiv(cell.youngest, width)) {
            to.removeLast();
            to.addLast(last.and(cell));
            return;
        }
        to.addLast(cell);
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** When the next reading leaves, or {@link Memory#NEVER}. */
    long nextLeaves() {
        return cells.isEmpty() ? Memory.NEVER : cells.getFirst().youngest + size;
    }

    /** All readings as one cell; there must be one. */
    Cell all() {
        long count = 0;
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (Cell cell : cells) {
            count += cell.count;
            sum += cell.sum;
            min = Math.min(min, cell.min);
            max = Math.max(max, cell.max);
        }
        return new Cell(0, 0, count, sum, min, max);
    }

    RecentReadings copy() {
        return new RecentReadings(size, new ArrayDeque<>(cells), width);
    }

    void write(ByteWriter out) {
        out.writeLong(width);
        out.writeLong(cells.size());
        long before = 0;
        for (Cell cell : cells) {
            out.writeLong(cell.oldest - before);
            out.writeLong(cell.youngest - cell.oldest);
            out.writeLong(cell.count);
            out.writeDouble(cell.sum);
            if (cell.count > 1) {
                out.writeDouble(cell.min);
                out.writeDouble(cell.max);
            }
            before = cell.youngest;
        }
    }

    static RecentReadings read(long size, ByteReader in) {
        long width = in.readLong();
        long count = in.readLong();
        ArrayDeque<Cell> cells = new ArrayDeque<>();
        long before = 0;
        for (long i = 0; i < count; i++) {
            Cell cell = readCell(in, before);
            cells.addLast(cell);
            before = cell.youngest;
        }
        return new RecentReadings(size, cells, width);
    }

    private static Cell readCell(ByteReader in, long before) {
        long oldest = before + in.readLong();
        long youngest = oldest + in.readLong();
        long count = in.readLong();
        double sum = in.readDouble();
        boolean merged = count > 1;
        return new Cell(oldest, youngest, count, sum, merged ? in.readDouble() : sum, merged ? in.readDouble() : sum);
    }
}
