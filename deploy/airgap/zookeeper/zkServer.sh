#!/bin/bash
# zkServer.sh start-foreground: starts ZooKeeper with /conf/zoo.cfg.
set -euo pipefail
[ "${1:-}" = start-foreground ] || { echo "only start-foreground is known here" >&2; exit 2; }
read -ra options <<<"${JVMFLAGS:-}"
exec java "${options[@]}" -Dzookeeper.jmx.log4j.disable=true -Dlog4j.configuration=file:/opt/zookeeper/log4j.properties \
    -cp "/opt/zookeeper/lib/*" org.apache.zookeeper.server.quorum.QuorumPeerMain /conf/zoo.cfg
