package io.tideline.api.webhook;

import io.tideline.api.paging.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/webhooks")
@Tag(name = "webhooks")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class WebhookResource {

    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GET
    @Operation(summary = "How it stands with each receiver: what was sent, what is tried again, what was given up")
    public Page<WebhookState> webhooks() {
        return Page.whole(webhooks.states());
    }
}
