package io.tideline.api.alert;

import org.jspecify.annotations.Nullable;

/** What people said about an alert: the acknowledgement that stands, if any, and how many comments. */
public record Marks(@Nullable Acknowledgement acknowledgement, int comments) {

    public static final Marks NONE = new Marks(null, 0);

    /** These marks after one more note; notes must come in the order of their time. */
    public Marks and(Note note) {
        return switch (note.kind()) {
            case Note.ACKNOWLEDGED ->
                new Marks(new Acknowledgement(note.author(), note.at(), note.comment()), comments);
            case Note.UNACKNOWLEDGED -> new Marks(null, comments);
            case Note.COMMENTED -> new Marks(acknowledgement, comments + 1);
            default -> this;
        };
    }
}
