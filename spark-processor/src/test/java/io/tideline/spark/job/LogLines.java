package io.tideline.spark.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What a class writes to the log, from now on until closed. */
final class LogLines extends AbstractAppender implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    LogLines(Class<?> writer) {
        super("lines of " + writer.getName(), null, null, true, Property.EMPTY_ARRAY);
        logger = (Logger) LogManager.getLogger(writer);
        start();
        logger.addAppender(this);
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getMessage().getFormattedMessage());
    }

    /** Those that begin so. */
    List<String> of(String event) {
        return lines.stream().filter(line -> line.startsWith(event)).toList();
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        stop();
    }
}
