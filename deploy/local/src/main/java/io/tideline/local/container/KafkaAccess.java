package io.tideline.local.container;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** The accounts of {@code deploy/kafka/access.yaml} and what each may do. */
record KafkaAccess(Map<String, List<Permission>> users) {
    private static final int ITERATIONS = 4096;
    private static final String ALL_HOSTS = "*";

    /** Operations on one resource. A name that ends with {@code *} stands for all that begin so. */
    record Permission(ResourceType on, String name, Set<AclOperation> allow) {
        private List<AclBinding> of(String principal) {
            return allow.stream()
                    .map(operation -> new AclBinding(
                            pattern(),
                            new AccessControlEntry(principal, ALL_HOSTS, operation, AclPermissionType.ALLOW)))
                    .toList();
        }

        ResourcePattern pattern() {
            boolean prefix = name.length() > 1 && name.endsWith("*");
            return prefix
                    ? new ResourcePattern(on, name.substring(0, name.length() - 1), PatternType.PREFIXED)
                    : new ResourcePattern(on, name, PatternType.LITERAL);
        }
    }

    static KafkaAccess read(Path yaml) throws IOException {
        return new YAMLMapper().readValue(yaml.toFile(), KafkaAccess.class);
    }

    /** Makes accounts and permissions as the file has them: what these users may do beyond it is taken back. */
    void apply(Admin kafka, Passwords passwords) throws ExecutionException, InterruptedException {
        List<UserScramCredentialAlteration> accounts = users.keySet().stream()
                .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), passwords.of(user)))
                .toList();
        kafka.alterUserScramCredentials(accounts).all().get();
        for (Map.Entry<String, List<Permission>> user : users.entrySet()) {
            permit(kafka, "User:" + user.getKey(), user.getValue());
        }
    }

    private static void permit(Admin kafka, String principal, List<Permission> permissions)
            throws ExecutionException, InterruptedException {
        Set<AclBinding> wanted = new HashSet<>();
        permissions.forEach(permission -> wanted.addAll(permission.of(principal)));
        Set<AclBinding> found = new HashSet<>(kafka.describeAcls(new AclBindingFilter(
                        ResourcePatternFilter.ANY,
                        new AccessControlEntryFilter(principal, null, AclOperation.ANY, AclPermissionType.ANY)))
                .values()
                .get());
        kafka.createAcls(wanted).all().get();
        found.removeAll(wanted);
        kafka.deleteAcls(found.stream().map(AclBinding::toFilter).toList())
                .all()
                .get();
    }
}
