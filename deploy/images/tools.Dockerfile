# The setup of the servers (prepare) and the simulated source: the classes of deploy/local.
ARG JAVA_IMAGE
FROM ${JAVA_IMAGE}
COPY deploy/images/healthy /usr/local/bin/healthy
RUN install -d -o 1001 -g 1001 -m 0700 /var/lib/tideline/users
COPY deploy/local/target/lib /opt/tideline/lib
COPY deploy/local/target/tideline-local-*.jar /opt/tideline/tideline-local.jar
USER 1001:1001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-XX:+ExitOnOutOfMemoryError", \
    "-cp", "/opt/tideline/tideline-local.jar:/opt/tideline/lib/*"]
