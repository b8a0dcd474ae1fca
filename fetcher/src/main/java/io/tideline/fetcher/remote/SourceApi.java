package io.tideline.fetcher.remote;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestResponse;

/** Any external API: a GET whose body is read as it comes. */
@Path("/")
interface SourceApi {
    @GET
    Uni<RestResponse<InputStream>> get(@Url String url);
}
