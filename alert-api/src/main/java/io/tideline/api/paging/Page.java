package io.tideline.api.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the page that follows, or null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
