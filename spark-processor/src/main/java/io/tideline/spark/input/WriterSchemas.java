package io.tideline.spark.input;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.avro.Schema;

/** Where the schema that a record was written with is found by its id. */
public interface WriterSchemas extends Serializable {

    /**
     * The schema under this content id; empty if there is none.
     *
     * @throws IOException if it cannot be told now: the record must then wait, not be rejected
     */
    Optional<Schema> byContentId(int contentId) throws IOException;
}
