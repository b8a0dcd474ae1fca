package io.tideline.api.access;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells a page whether the name and password that it has are right, before it uses them. */
@Path("/me")
@Tag(name = "access")
@Produces(MediaType.APPLICATION_JSON)
class SessionResource {

    private final SecurityIdentity user;

    SessionResource(SecurityIdentity user) {
        this.user = user;
    }

    record Session(String name, List<String> roles) {}

    @GET
    @Authenticated
    @Operation(summary = "Who is asking, and with which roles")
    public Session me() {
        return new Session(
                user.getPrincipal().getName(), user.getRoles().stream().sorted().toList());
    }
}
