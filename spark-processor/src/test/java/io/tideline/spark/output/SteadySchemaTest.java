package io.tideline.spark.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SteadySchemaTest {
    private final Metadata schema = fake(Metadata.class, method -> null);
    private final Queue<CompletableFuture<Metadata>> answers = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private int opened;

    @Test
    void readsTheSchemaByANewSessionWhenTheNodeThatWasAskedIsGone() {
        answers.add(CompletableFuture.failedFuture(new IllegalArgumentException("no node")));
        answers.add(CompletableFuture.completedFuture(schema));
        answers.add(CompletableFuture.completedFuture(schema));
        CqlSession session = SteadySchema.of(this::open, Duration.ofSeconds(5));

        assertThat(session.refreshSchema()).isSameAs(schema);
        assertThat(session.refreshSchema()).isSameAs(schema);

        assertThat(calls).containsExactly("1 refreshSchemaAsync", "2 refreshSchemaAsync", "2 refreshSchemaAsync");
    }

    @Test
    void readsTheSchemaByANewSessionAfterAllThatFailed() {
        answers.add(CompletableFuture.failedFuture(new IllegalArgumentException("no node")));
        answers.add(CompletableFuture.failedFuture(new IllegalArgumentException("no other")));
        answers.add(CompletableFuture.completedFuture(schema));
        answers.add(CompletableFuture.completedFuture(schema));
        CqlSession session = SteadySchema.of(this::open, Duration.ofSeconds(5));

        assertThatThrownBy(session::refreshSchema)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("no node");
        assertThat(session.refreshSchema()).isSameAs(schema);
        assertThat(session.refreshSchema()).isSameAs(schema);

        assertThat(calls)
                .containsExactly(
                        "1 refreshSchemaAsync",
                        "2 refreshSchemaAsync",
                        "2 closeAsync",
                        "3 refreshSchemaAsync",
                        "3 refreshSchemaAsync");
    }

    @Test
    void waitsNotForEver() {
        answers.add(new CompletableFuture<>());
        answers.add(CompletableFuture.completedFuture(schema));
        CqlSession session = SteadySchema.of(this::open, Duration.ofMillis(10));

        assertThatThrownBy(session::refreshSchema).hasMessageContaining("was not read within PT0.01S");
        assertThat(session.refreshSchema()).isSameAs(schema);
    }

    @Test
    void leavesAllElseToTheFirstSessionAndClosesBoth() {
        answers.add(CompletableFuture.failedFuture(new IllegalArgumentException("no node")));
        answers.add(CompletableFuture.completedFuture(schema));
        CqlSession session = SteadySchema.of(this::open, Duration.ofSeconds(5));
        session.refreshSchema();
        calls.clear();

        session.getName();
        session.close();

        assertThat(calls).containsExactly("1 getName", "2 closeAsync", "1 close");
    }

    @Test
    void theConnectorSharesOneSessionAmongTasksSinceAllFactoriesAreEqual() {
        assertThat(new SteadySessions()).isEqualTo(new SteadySessions());
    }

    private CqlSession open() {
        int number = ++opened;
        return fake(CqlSession.class, method -> {
            calls.add(number + " " + method);
            return switch (method) {
                case "refreshSchemaAsync" -> answers.remove();
                case "getName" -> "s" + number;
                default -> null;
            };
        });
    }

    private interface Answer {
        @Nullable
        Object to(String method);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName())));
    }
}
