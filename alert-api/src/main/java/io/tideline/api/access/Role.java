package io.tideline.api.access;

/** What a user may be. */
public final class Role {

    /** May read everything. */
    public static final String VIEWER = "viewer";

    /** May change things too. */
    public static final String OPERATOR = "operator";

    private Role() {}
}
