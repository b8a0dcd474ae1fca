/** How fast the fetcher is, beside what PostgreSQL and Kafka can do alone on the same machine at the same time. */
@NullMarked
package io.tideline.bench.fetch;

import org.jspecify.annotations.NullMarked;
