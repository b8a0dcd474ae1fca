# fetcher or alert-api on the JVM: docker build -f deploy/images/quarkus.Dockerfile --build-arg APPLICATION=fetcher .
ARG JAVA_IMAGE

FROM ${JAVA_IMAGE} AS classes
ARG APPLICATION
WORKDIR /opt/tideline
# Libraries first: a change of our code leaves these layers as they are.
COPY ${APPLICATION}/target/quarkus-app/lib lib
COPY ${APPLICATION}/target/quarkus-app/quarkus quarkus
COPY ${APPLICATION}/target/quarkus-app/quarkus-run.jar quarkus-run.jar
COPY ${APPLICATION}/target/quarkus-app/app app
# A start that finds no servers, ended after a while: it leaves an archive of the classes that it has loaded, which fits this image's own JVM
# and no other.
RUN timeout -s TERM 25 java -XX:+UseSerialGC -XX:ArchiveClassesAtExit=classes.jsa -Xlog:cds=off -Xlog:cds+dynamic=off \
        -Djava.util.logging.manager=org.jboss.logmanager.LogManager -Dquarkus.log.level=ERROR \
        -Dquarkus.flyway.connect-retries=0 -jar quarkus-run.jar \
    || test -s classes.jsa

FROM ${JAVA_IMAGE}
ARG APPLICATION
WORKDIR /opt/tideline
COPY ${APPLICATION}/target/quarkus-app/lib lib
COPY ${APPLICATION}/target/quarkus-app/quarkus quarkus
COPY ${APPLICATION}/target/quarkus-app/quarkus-run.jar quarkus-run.jar
COPY ${APPLICATION}/target/quarkus-app/app app
COPY --from=classes /opt/tideline/classes.jsa classes.jsa
COPY deploy/images/healthy /usr/local/bin/healthy
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
USER 1001:1001
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=90s --retries=6 CMD ["healthy", "8080", "/q/health/ready"]
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/opt/tideline/classes.jsa", "-Xlog:cds=off", "-Xlog:cds+dynamic=off", \
    "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", "/opt/tideline/quarkus-run.jar"]
