# fetcher or alert-api as a native binary, built before by ./mvnw package -Dnative (docs/native.md):
# docker build -f deploy/images/quarkus.native.Dockerfile --build-arg APPLICATION=fetcher .
ARG NATIVE_IMAGE=quay.io/quarkus/ubi9-quarkus-micro-image:2.0
FROM ${NATIVE_IMAGE}
ARG APPLICATION
COPY ${APPLICATION}/target/*-runner /opt/tideline/application
COPY deploy/images/healthy /usr/local/bin/healthy
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_HTTP_PORT=8080
USER 1001:1001
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=10s --retries=6 CMD ["healthy", "8080", "/q/health/ready"]
ENTRYPOINT ["/opt/tideline/application"]
