package io.tideline.api.access;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Who did what, one log line for each change. */
@ApplicationScoped
public class Audit {

    private static final Logger LOG = Logger.getLogger("io.tideline.audit");

    public void record(String user, String action, String kind, String id) {
        LOG.infof("audit user=%s action=%s %s=%s", user, action, kind, id);
    }
}
