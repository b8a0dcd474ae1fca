package io.tideline.local.artifact;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** The user's Maven repositories: settings.xml, mirrors, proxies and the local repository are obeyed. */
final class MavenRepository {
    private MavenRepository() {}

    /** The files of these artifacts and of everything that they need at run time, but for some groups. */
    static List<Path> withDependencies(List<String> coordinates, Set<String> excludedGroups) {
        CollectRequest collect = new CollectRequest();
        coordinates.stream()
                .map(DefaultArtifact::new)
                .map(artifact -> new Dependency(artifact, JavaScopes.RUNTIME))
                .forEach(collect::addDependency);
        DependencyFilter filter = DependencyFilterUtils.andFilter(
                DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME),
                (node, parents) -> node.getArtifact() == null
                        || !excludedGroups.contains(node.getArtifact().getGroupId()));
        try (Context maven = context()) {
            collect.setRepositories(maven.remoteRepositories());
            return maven
                    .repositorySystem()
                    .resolveDependencies(maven.repositorySystemSession(), new DependencyRequest(collect, filter))
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(MavenRepository::path)
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new UnresolvedException(coordinates, e);
        }
    }

    /** The file of one artifact. */
    static Path file(String coordinates) {
        try (Context maven = context()) {
            ArtifactRequest request =
                    new ArtifactRequest(new DefaultArtifact(coordinates), maven.remoteRepositories(), null);
            return path(maven.repositorySystem()
                    .resolveArtifact(maven.repositorySystemSession(), request)
                    .getArtifact());
        } catch (ArtifactResolutionException e) {
            throw new UnresolvedException(List.of(coordinates), e);
        }
    }

    private static Path path(Artifact artifact) {
        return artifact.getFile().toPath();
    }

    private static Context context() {
        return Runtimes.INSTANCE
                .getRuntime()
                .create(ContextOverrides.create().withUserSettings(true).build());
    }
}
