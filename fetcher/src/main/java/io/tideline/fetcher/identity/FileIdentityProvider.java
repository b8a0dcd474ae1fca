package io.tideline.fetcher.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.tideline.fetcher.identity.Users.User;
import io.tideline.fetcher.problem.Problem;
import io.tideline.fetcher.problem.Refused;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Knows a caller by a password whose bcrypt hash stands in the file of users. */
@ApplicationScoped
class FileIdentityProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    /** Who is not known takes as long as who is, so that time does not tell names. */
    private static final String NOBODY = "$2a$10$7EqJtq98hPqEX7fNZaFWoOe0Yp0wO2m3n2xK5q1m0r8zq8b6dOQeS";

    private final Users users;
    private final Remembered remembered = new Remembered();

    private final FailedLogins failedLogins;

    FileIdentityProvider(UsersConfig config, Clock clock) {
        this.failedLogins = new FailedLogins(config.failures(), config.failureWindow(), clock);
        this.users = Users.parse(config.file().map(FileIdentityProvider::lines).orElse(List.of()));
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        String name = request.getUsername();
        char[] password = request.getPassword().getPassword();
        Optional<User> user = users.named(name);
        if (user.isPresent() && remembered.knows(user.get(), password)) {
            return Uni.createFrom().item(identity(user.get()));
        }
        String address = address(request);
        Duration wait = failedLogins.wait(address);
        if (!wait.isZero()) {
            return Uni.createFrom().failure(tooMany(wait));
        }
        return context.runBlocking(() -> identity(checked(user, password, address)));
    }

    private User checked(Optional<User> user, char[] password, String address) {
        String hash = user.map(User::hash).orElse(NOBODY);
        boolean verified = BCrypt.verifyer().verify(password, hash.toCharArray()).verified;
        if (!verified || user.isEmpty()) {
            failedLogins.count(address);
            Audit.LOG.warnf("audit action=login outcome=failed address=%s", address);
            throw new AuthenticationFailedException("Unknown user or wrong password");
        }
        failedLogins.forget(address);
        remembered.add(user.get(), password);
        return user.get();
    }

    private static SecurityIdentity identity(User user) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addRoles(user.roles())
                .build();
    }

    private static String address(UsernamePasswordAuthenticationRequest request) {
        RoutingContext exchange = HttpSecurityUtils.getRoutingContextAttribute(request);
        return exchange == null ? "" : exchange.request().remoteAddress().hostAddress();
    }

    private static Refused tooMany(Duration wait) {
        Problem problem = new Problem(
                429,
                "Too many failed logins",
                "Too many failed logins from this address: wait " + (wait.toSeconds() + 1) + " seconds",
                Optional.empty(),
                "TOO_MANY_FAILED_LOGINS",
                true);
        return new Refused(problem, wait.plusSeconds(1));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The users file cannot be read: " + file + ". Set TIDELINE_USERS_FILE", e);
        }
    }
}
