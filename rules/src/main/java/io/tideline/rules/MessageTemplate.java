package io.tideline.rules;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The text of an alert with names in braces, such as <code>{entity}: {value} {unit}</code>. A brace that is meant is written twice.
 */
public final class MessageTemplate implements Serializable {
    /** The names that a message may use. */
    public static final Set<String> NAMES = Set.copyOf(List.of(
            "rule",
            "severity",
            "source",
            "entity",
            "metric",
            "series",
            "value",
            "unit",
            "threshold",
            "thresholdUnit",
            "peak",
            "readings"));

    private final String text;
    private final List<Piece> pieces;

    private record Piece(String text, boolean isName) implements Serializable {}

    private MessageTemplate(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is blank, leaves a brace open, or uses a name that is not one of {@link #NAMES}
     */
    public static MessageTemplate of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the message is blank");
        }
        return new MessageTemplate(text, split(text));
    }

    private static List<Piece> split(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean brace = c == '{' || c == '}';
            if (!brace) {
                plain.append(c);
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == c) {
                plain.append(c);
                at += 2;
            } else {
                int end = c == '{' ? text.indexOf('}', at) : -1;
                pieces.add(new Piece(plain.toString(), false));
                plain.setLength(0);
                pieces.add(new Piece(name(text, at, end), true));
                at = end + 1;
            }
        }
        pieces.add(new Piece(plain.toString(), false));
        return pieces;
    }

    private static String name(String text, int at, int end) {
        if (end < 0) {
            throw new IllegalArgumentException("the message has a lone " + text.charAt(at) + " at position " + (at + 1)
                    + "; write it twice if it is meant");
        }
        String name = text.substring(at + 1, end);
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "the message uses {" + name + "}; known are " + String.join(", ", new TreeSet<>(NAMES)));
        }
        return name;
    }

    /** Whether the message uses a name. */
    boolean uses(String name) {
        return pieces.contains(new Piece(name, true));
    }

    /** The text with each name replaced by what {@code words} gives for it. */
    public String fill(UnaryOperator<String> words) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            filled.append(piece.isName ? words.apply(piece.text) : piece.text);
        }
        return filled.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MessageTemplate template && template.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
