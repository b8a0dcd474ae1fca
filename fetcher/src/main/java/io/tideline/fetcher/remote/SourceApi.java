package io.tideline.fetcher.remote;

import io.quarkus.rest.client.reactive.Url;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.io.Closeable;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Any external API: a GET whose body is read as it comes. */
@RegisterForReflection
@Path("/")
interface SourceApi extends Closeable {
    @GET
    Uni<RestResponse<InputStream>> get(
            @Url String url,
            @HeaderParam("If-None-Match") @Nullable String tag,
            @HeaderParam("If-Modified-Since") @Nullable String lastModified);
}
