package io.tideline.fetcher.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** How a source knows its caller. */
public sealed interface Authentication {
    /** What nobody else may read, in every form in which it is sent. */
    Stream<String> secrets();

    record None() implements Authentication {
        @Override
        public Stream<String> secrets() {
            return Stream.empty();
        }
    }

    record Bearer(Secret token) implements Authentication {
        @Override
        public Stream<String> secrets() {
            return Stream.of(token.value());
        }
    }

    record Basic(String user, Secret password) implements Authentication {
        /** User and password as RFC 7617 writes them. */
        public String pair() {
            return Base64.getEncoder().encodeToString((user + ":" + password.value()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Stream<String> secrets() {
            return Stream.of(pair(), password.value());
        }
    }

    record KeyInHeader(String header, Secret key) implements Authentication {
        @Override
        public Stream<String> secrets() {
            return Stream.of(key.value());
        }
    }

    record KeyInQuery(String parameter, Secret key) implements Authentication {
        /** Parameter and key as a query has them. */
        public String pair() {
            return encoded(parameter) + "=" + encoded(key.value());
        }

        @Override
        public Stream<String> secrets() {
            return Stream.of(encoded(key.value()), key.value());
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
