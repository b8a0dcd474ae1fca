#!/bin/bash
# kafka-storage.sh format --ignore-formatted -t CLUSTER -c FILE
set -euo pipefail
exec java -Xmx64m -Dlog4j.configuration=file:/opt/kafka/config/log4j.properties -cp "/opt/kafka/libs/*" kafka.tools.StorageTool "$@"
