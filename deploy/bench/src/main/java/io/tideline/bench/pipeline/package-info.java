/** A whole pipeline for a bench: started in a temporary folder, fed through Kafka as the fetcher feeds it, and gone afterwards. */
@NullMarked
package io.tideline.bench.pipeline;

import org.jspecify.annotations.NullMarked;
