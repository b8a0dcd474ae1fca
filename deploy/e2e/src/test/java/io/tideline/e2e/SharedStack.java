package io.tideline.e2e;

import static java.util.Objects.requireNonNull;

import io.tideline.local.LocalStack;
import io.tideline.local.StackOptions;
import io.tideline.local.StackOptions.Choice;
import io.tideline.local.artifact.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The one stack, without Airflow, that the tests of the pages share: started for the first of them, stopped after the last. */
final class SharedStack implements BeforeAllCallback {

    private @Nullable Running running;

    private record Running(LocalStack stack) implements AutoCloseable {

        static Running start() {
            Path folder = Path.of("target", "page-stack");
            try {
                Artifacts.deleteTree(folder.resolve("data"));
            } catch (IOException e) {
                throw new UncheckedIOException("The data of the last run cannot be deleted", e);
            }
            return new Running(LocalStack.start(StackOptions.in(folder)
                    .with(Choice.WITHOUT_AIRFLOW)
                    // Also while a first start writes its class archives.
                    .withEnvironment("TIDELINE_WATCH_STUCK_FOR", "10S")
                    .withSimulator("--heat-for", "PT2M", "--heat-every", "PT3M")));
        }

        @Override
        public void close() {
            stack.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(SharedStack.class, key -> Running.start(), Running.class);
    }

    LocalStack get() {
        return requireNonNull(running, "the stack was not started").stack();
    }

    /** The address of a page of the alert API: empty for the dashboard. */
    String page(String path) {
        return get().address("alert-api") + "/" + path;
    }

    /** The alert API as its operator uses it. */
    OperatorApi api() {
        return new OperatorApi(get().address("alert-api"), password());
    }

    String password() {
        return get().password("operator");
    }
}
