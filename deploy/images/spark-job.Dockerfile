# The job, and the Workers that run its tasks: the file system of its checkpoints is a class of the job's jar.
ARG SPARK_IMAGE
FROM ${SPARK_IMAGE}
USER 0:0
COPY deploy/images/healthy /usr/local/bin/healthy
COPY spark-processor/target/spark-processor.jar /opt/tideline/spark-processor.jar
# Mount points: a new volume takes their owner.
RUN install -d -o 185 -g 0 -m 0770 /var/lib/tideline/checkpoints /var/lib/tideline/master /var/lib/tideline/work
USER 185:0
WORKDIR /tmp
