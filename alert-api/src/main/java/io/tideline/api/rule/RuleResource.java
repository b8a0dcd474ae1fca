package io.tideline.api.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tideline.api.access.Audit;
import io.tideline.api.access.Role;
import io.tideline.api.paging.Limit;
import io.tideline.api.paging.Page;
import io.tideline.api.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/rules")
@Tag(name = "rules")
@Produces(MediaType.APPLICATION_JSON)
class RuleResource {

    private final RuleBook rules;
    private final RulePreview preview;
    private final RuleYaml yaml;
    private final SecurityIdentity user;
    private final Audit audit;

    RuleResource(RuleBook rules, RulePreview preview, RuleYaml yaml, SecurityIdentity user, Audit audit) {
        this.rules = rules;
        this.preview = preview;
        this.yaml = yaml;
        this.user = user;
        this.audit = audit;
    }

    /** A draft and the hours of stored readings to try it on. */
    record PreviewRequest(@Nullable JsonNode rule, @Nullable Integer hours) {}

    @GET
    @PermitAll
    @Operation(summary = "All rules by id, each with what the running job complains about")
    public Uni<Page<ShownRule>> rules() {
        return rules.all().map(Page::whole);
    }

    @GET
    @PermitAll
    @Produces(RuleYaml.MEDIA_TYPE + ";qs=0.5")
    @Operation(summary = "All rules as YAML, in the shape of deploy/rules.yaml")
    public Uni<String> export() {
        return rules.all().map(yaml::written);
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Consumes(RuleYaml.MEDIA_TYPE)
    @Operation(
            summary = "Creates and replaces rules from YAML; rules that it does not name stay",
            description =
                    "With a fault in any of them nothing is changed. Rules that are the same already are left alone.")
    public Uni<Page<ShownRule>> load(@Nullable String body) {
        String name = user.getPrincipal().getName();
        return rules.load(yaml.read(body == null ? "" : body), name)
                .invoke(changed -> changed.forEach(
                        rule -> audit.record(name, "imported version " + rule.version(), "rule", rule.id())))
                .map(Page::whole);
    }

    @GET
    @Path("/{id}")
    @PermitAll
    @Operation(summary = "One rule; its version is the ETag")
    public Uni<RestResponse<ShownRule>> rule(@RestPath String id) {
        return rules.rule(id).map(rule -> tagged(RestResponse.Status.OK, rule));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Creates a rule, or replaces the version that If-Match names",
            description = "400 lists every fault of the rule; 412 if the version is another one; 428 without If-Match.")
    public Uni<RestResponse<ShownRule>> put(
            @RestPath String id,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable String body) {
        String name = user.getPrincipal().getName();
        return rules.put(id, body == null ? "" : body, new Precondition(ifMatch, ifNoneMatch), name)
                .invoke(rule -> audit.record(name, "put version " + rule.version(), "rule", id))
                .map(rule -> tagged(rule.version() == 1 ? RestResponse.Status.CREATED : RestResponse.Status.OK, rule));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Deletes the version of a rule that If-Match names; its alerts resolve")
    public Uni<Void> delete(@RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch) {
        String name = user.getPrincipal().getName();
        return rules.delete(id, new Precondition(ifMatch, null), name)
                .invoke(() -> audit.record(name, "deleted", "rule", id));
    }

    @POST
    @Path("/preview")
    @PermitAll
    @Operation(summary = "Which alerts a draft would have raised on the stored readings of the last hours (24)")
    public Uni<RulePreview.Result> preview(@Nullable PreviewRequest request) {
        if (request == null || request.rule() == null) {
            throw Problem.badRequest("rule is missing: send {\"rule\": {...}, \"hours\": 24}");
        }
        JsonNode rule = request.rule();
        String id = rule.path("id").asText("").isEmpty()
                ? "preview"
                : rule.path("id").asText();
        int hours = Limit.of("hours", request.hours(), 24, 168);
        return preview.of(RuleDraft.read(id, rule, 1).rule(), Duration.ofHours(hours));
    }

    private static RestResponse<ShownRule> tagged(RestResponse.Status status, ShownRule rule) {
        return RestResponse.ResponseBuilder.create(status, rule)
                .header(HttpHeaders.ETAG, "\"" + rule.version() + "\"")
                .build();
    }
}
