package io.tideline.spark.output;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;

/**
 * Statements that the connector does not make itself, and would send at the driver's LOCAL_ONE. A read then sees every acknowledged write, also from a node that was away
 * meanwhile: a rule that one node has and another lacks would resolve alerts and raise them again. On one node it is the same.
 */
public final class AtQuorum {

    private AtQuorum() {}

    public static SimpleStatement of(String cql) {
        return of(SimpleStatement.newInstance(cql));
    }

    public static <T extends Statement<T>> T of(T statement) {
        return statement.setConsistencyLevel(DefaultConsistencyLevel.LOCAL_QUORUM);
    }
}
