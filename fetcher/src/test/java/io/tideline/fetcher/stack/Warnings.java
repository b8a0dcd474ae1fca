package io.tideline.fetcher.stack;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is logged as a warning or worse while it is open. */
public final class Warnings extends Handler implements AutoCloseable {
    /** One entry of the log. */
    public record Entry(String message, boolean hasTrace) {}

    private static final Formatter MESSAGE = new PatternFormatter("%s");
    private static final Logger ROOT = Logger.getLogger("");

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    public Warnings() {
        setLevel(Level.WARNING);
        ROOT.addHandler(this);
    }

    public List<Entry> entries() {
        return entries;
    }

    @Override
    public void publish(LogRecord logged) {
        if (!isLoggable(logged)) return;
        entries.add(new Entry(MESSAGE.format(logged), logged.getThrown() != null));
    }

    @Override
    public void flush() {
        // Nothing waits to be written.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
