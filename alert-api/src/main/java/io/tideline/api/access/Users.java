package io.tideline.api.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.tideline.api.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The configured users, known by name and password. */
@ApplicationScoped
class Users implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    private static final Logger LOG = Logger.getLogger("io.tideline.audit");

    private final UsersFile file;
    private final Passwords passwords = new Passwords();
    private final FailedLogins failedLogins;

    Users(AccessConfig config, Clock clock) {
        this.file = config.usersFile()
                .filter(path -> !path.equals(Path.of("")))
                .map(UsersFile::read)
                .orElseGet(() -> UsersFile.parse("", List.of()));
        this.failedLogins = new FailedLogins(config.failures(), config.failureWindow(), clock);
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        UsersFile.@Nullable User user = file.users().get(request.getUsername());
        char[] password = request.getPassword().getPassword();
        if (user != null && passwords.remembers(user, password)) {
            return Uni.createFrom().item(identity(user));
        }
        String address = address(request);
        Duration wait = failedLogins.wait(address);
        if (!wait.isZero()) {
            return Uni.createFrom().failure(tooMany(wait));
        }
        return context.runBlocking(() -> checked(user, password, address));
    }

    private SecurityIdentity checked(UsersFile.@Nullable User user, char[] password, String address) {
        if (user == null) {
            passwords.matchesNobody(password);
        } else if (passwords.matches(user, password)) {
            failedLogins.forget(address);
            return identity(user);
        }
        failedLogins.count(address);
        LOG.warnf("audit action=login outcome=failed address=%s", address);
        throw new AuthenticationFailedException("Unknown name or wrong password");
    }

    private static SecurityIdentity identity(UsersFile.User user) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addRoles(user.roles())
                .build();
    }

    private static String address(UsernamePasswordAuthenticationRequest request) {
        var exchange = HttpSecurityUtils.getRoutingContextAttribute(request);
        return exchange == null ? "" : exchange.request().remoteAddress().hostAddress();
    }

    private static RuntimeException tooMany(Duration wait) {
        return Problem.of(
                        429,
                        "Too many failed logins",
                        "Too many failed logins from this address: wait " + (wait.toSeconds() + 1) + " seconds.")
                .exception(wait.plusSeconds(1));
    }
}
