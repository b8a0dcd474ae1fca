package io.tideline.spark.output;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session that can read Cassandra's schema again after it once could not. The driver (4.18) keeps a request for the schema that failed, as it does while
 * Cassandra is away, and lets every later one wait for it, for ever; the connector makes one before each write. So after a failure the schema is read by a new
 * session, at once. All else stays with the first one.
 */
final class SteadySchema implements InvocationHandler {

    private final Supplier<CqlSession> open;
    private final Duration patience;
    private final CqlSession session;
    private CqlSession reader;
    private boolean isStuck;

    private SteadySchema(Supplier<CqlSession> open, Duration patience) {
        this.open = open;
        this.patience = patience;
        this.session = open.get();
        this.reader = session;
    }

    static CqlSession of(Supplier<CqlSession> open, Duration patience) {
        return (CqlSession) Proxy.newProxyInstance(
                SteadySchema.class.getClassLoader(),
                new Class<?>[] {CqlSession.class},
                new SteadySchema(open, patience));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "refreshSchema" -> refreshed();
            case "getMetadata" -> reader().getMetadata();
            case "close", "closeAsync", "forceCloseAsync" -> {
                closeReader();
                yield asked(method, arguments);
            }
            default -> asked(method, arguments);
        };
    }

    private @Nullable Object asked(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private synchronized CqlSession reader() {
        return reader;
    }

    /** Of several nodes the one that is asked may go away, and the caller should not notice: the others are asked then. */
    private synchronized Metadata refreshed() {
        if (isStuck) {
            renewReader();
        }
        try {
            return read();
        } catch (ExecutionException e) {
            return readAnew(e);
        }
    }

    private Metadata readAnew(ExecutionException first) {
        try {
            renewReader();
            return read();
        } catch (ExecutionException | DriverException e) {
            first.addSuppressed(e);
            throw new IllegalStateException("Cassandra's schema cannot be read: " + first.getCause(), first);
        }
    }

    private Metadata read() throws ExecutionException {
        isStuck = true;
        try {
            Metadata schema =
                    reader.refreshSchemaAsync().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            isStuck = false;
            return schema;
        } catch (TimeoutException e) {
            throw new IllegalStateException("Cassandra's schema was not read within " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Cassandra's schema was read", e);
        }
    }

    private void renewReader() {
        CqlSession next = open.get();
        closeReader();
        reader = next;
    }

    /** Closes the session that was opened for the schema alone, if there is one. */
    private synchronized void closeReader() {
        if (reader != session) {
            var unused = reader.closeAsync();
        }
    }
}
