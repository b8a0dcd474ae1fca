package io.tideline.fetcher.remote;

import io.tideline.fetcher.source.Authentication;
import io.tideline.fetcher.source.Source;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;

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
            authorize(request, "Basic " + basic.pair());
        } else if (authentication instanceof Authentication.KeyInHeader key) {
            request.getHeaders().putSingle(key.header(), key.key().value());
        } else if (authentication instanceof Authentication.KeyInQuery key) {
            request.setUri(with(request.getUri(), key));
        }
    }

    private static URI with(URI url, Authentication.KeyInQuery key) {
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + key.pair());
    }

    private static void authorize(ClientRequestContext request, String value) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, value);
    }
}
