package io.tideline.local.status;

import org.jspecify.annotations.Nullable;

/** What a launcher tells of one part. */
public record PartState(
        String state, String address, @Nullable Long pid) {}
