/** How fast the fetcher is, beside what PostgreSQL and Kafka can do alone on the same machine at the same time. */
@NullMarked
package io.tideline.fetcher.bench;

import org.jspecify.annotations.NullMarked;
