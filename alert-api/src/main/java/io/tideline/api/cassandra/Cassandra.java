package io.tideline.api.cassandra;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Cassandra as streams of rows. Every statement is prepared once; nothing here blocks. */
@ApplicationScoped
public class Cassandra {

    private final CompletionStage<QuarkusCqlSession> session;
    private final Map<String, CompletableFuture<PreparedStatement>> prepared = new ConcurrentHashMap<>();

    Cassandra(CompletionStage<QuarkusCqlSession> session) {
        this.session = session;
    }

    /** The rows of a query, fetched page by page as they are asked for. */
    public Multi<Row> rows(String cql, @Nullable Object... values) {
        return session()
                .onItem()
                .transformToMulti(ready -> prepared(ready, cql)
                        .onItem()
                        .transformToMulti(statement -> ready.executeReactive(statement.bind(values))))
                .map(row -> row);
    }

    /** Writes, unconditionally. */
    public Uni<Void> write(String cql, @Nullable Object... values) {
        return rows(cql, values).collect().last().replaceWithVoid();
    }

    /** Writes under the statement's IF, and tells whether the condition held. */
    public Uni<Boolean> writeIf(String cql, @Nullable Object... values) {
        return rows(cql, values).collect().first().map(row -> row.getBoolean("[applied]"));
    }

    /** Whether a node of the cluster can be reached now. */
    public boolean isConnected() {
        CompletableFuture<QuarkusCqlSession> opened = session.toCompletableFuture();
        return isOpen(opened)
                && opened.join().getMetadata().getNodes().values().stream()
                        .anyMatch(node -> node.getState() == NodeState.UP && node.getOpenConnections() > 0);
    }

    /** Whether a session was opened since the start; it finds its way back by itself when nodes go and come. */
    public boolean wasOpened() {
        return isOpen(session.toCompletableFuture());
    }

    /** A node of the cluster as the driver sees it. */
    public record NodeFact(String address, boolean up, String datacenter) {}

    /** The nodes of the cluster; empty until a session was opened. */
    public List<NodeFact> nodes() {
        CompletableFuture<QuarkusCqlSession> opened = session.toCompletableFuture();
        if (!isOpen(opened)) {
            return List.of();
        }
        return opened.join().getMetadata().getNodes().values().stream()
                .map(node -> new NodeFact(
                        address(node.getEndPoint().toString()),
                        node.getState() == NodeState.UP && node.getOpenConnections() > 0,
                        String.valueOf(node.getDatacenter())))
                .toList();
    }

    /** Host and port: of a contact point Java writes name/address, of a node that others have told of /address. */
    static String address(String endPoint) {
        String shown = endPoint.replace("/<unresolved>", "");
        return shown.startsWith("/") ? shown.substring(1) : shown;
    }

    private Uni<QuarkusCqlSession> session() {
        CompletableFuture<QuarkusCqlSession> opened = session.toCompletableFuture();
        if (!isOpen(opened)) {
            return Uni.createFrom().failure(new NoNodeAvailableException());
        }
        return Uni.createFrom().item(opened.join());
    }

    private static boolean isOpen(CompletableFuture<QuarkusCqlSession> opened) {
        return opened.isDone() && !opened.isCompletedExceptionally();
    }

    private Uni<PreparedStatement> prepared(QuarkusCqlSession ready, String cql) {
        CompletableFuture<PreparedStatement> statement = prepared.compute(
                cql,
                (key, known) -> known == null || known.isCompletedExceptionally()
                        ? ready.prepareAsync(cql).toCompletableFuture()
                        : known);
        return Uni.createFrom().completionStage(statement);
    }
}
