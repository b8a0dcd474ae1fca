package io.tideline.fetcher.payload;

import java.nio.charset.StandardCharsets;

/** The part of a body that an error message shows. */
final class Excerpt {
    private static final int LONGEST = 160;

    private Excerpt() {}

    static String of(byte[] body) {
        return from(body, 0);
    }

    static String from(byte[] body, int start) {
        int length = Math.min(LONGEST, body.length - start);
        return "'" + new String(body, start, length, StandardCharsets.UTF_8).strip() + "'";
    }
}
