package io.tideline.fetcher.identity;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Who did what, one log line for each change. */
@ApplicationScoped
public class Audit {
    static final Logger LOG = Logger.getLogger("io.tideline.audit");

    public void record(String user, String action, String source, String id) {
        LOG.infof("audit user=%s action=%s source=%s id=%s", user, action, source, id);
    }
}
