package io.tideline.fetcher.publishing;

import jakarta.enterprise.context.ApplicationScoped;

/** What the relay of this replica does, for health checks. */
@ApplicationScoped
public class RelayState {
    /** Leads: publishes. Follows: another replica does. Fails: PostgreSQL or Kafka does not let it. */
    public enum Role {
        LEADS,
        FOLLOWS,
        FAILS
    }

    private volatile Role role = Role.FOLLOWS;
    private volatile String trouble = "";

    public Role role() {
        return role;
    }

    /** What went wrong last, empty if nothing is wrong. */
    public String trouble() {
        return trouble;
    }

    void leads() {
        role = Role.LEADS;
        trouble = "";
    }

    void follows() {
        role = Role.FOLLOWS;
        trouble = "";
    }

    void fails(Exception e) {
        role = Role.FAILS;
        trouble = String.valueOf(e.getMessage());
    }
}
