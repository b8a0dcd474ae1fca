package io.tideline.fetcher.remote;

import io.tideline.fetcher.source.Authentication;
import io.tideline.fetcher.source.Source;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Adds the declared headers of a source to its requests, and what proves who calls. */
final class Credentials implements ClientRequestFilter {
    private final Source source;

    Credentials(Source source) {
        this.source = source;
    }

    @Override
    public void filter(ClientRequestContext request) {
        source.headers().forEach((name, value) -> request.getHeaders().putSingle(name, value));
        Authentication authentication = source.authentication();
        if (authentication instanceof Authentication.Bearer bearer) {
            authorize(request, "Bearer " + bearer.token().value());
        } else if (authentication instanceof Authentication.Basic basic) {
            byte[] pair = (basic.user() + ":" + basic.password().value()).getBytes(StandardCharsets.UTF_8);
            authorize(request, "Basic " + Base64.getEncoder().encodeToString(pair));
        } else if (authentication instanceof Authentication.KeyInHeader key) {
            request.getHeaders().putSingle(key.header(), key.key().value());
        } else if (authentication instanceof Authentication.KeyInQuery key) {
            request.setUri(UriBuilder.fromUri(request.getUri())
                    .queryParam(key.parameter(), key.key().value())
                    .build());
        }
    }

    private static void authorize(ClientRequestContext request, String value) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, value);
    }
}
