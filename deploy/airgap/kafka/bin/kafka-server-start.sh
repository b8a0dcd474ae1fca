#!/bin/bash
# kafka-server-start.sh FILE
set -euo pipefail
read -ra heap <<<"${KAFKA_HEAP_OPTS:-}"
exec java "${heap[@]}" -Dlog4j.configuration=file:/opt/kafka/config/log4j.properties -cp "/opt/kafka/libs/*" kafka.Kafka "$@"
