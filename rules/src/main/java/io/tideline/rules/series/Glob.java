package io.tideline.rules.series;

import java.io.Serializable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for one part of a series: {@code *} any characters, {@code ?} one character, {@code [a-z]} and {@code [!a-z]}
 * one of a set, <code>{a,b}</code> one of several words, {@code \} takes the next character as it is. The whole part must match.
 */
public final class Glob implements Serializable {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\\\{}]");

    private final String text;
    private final boolean any;
    private final boolean literal;
    private final Pattern pattern;

    private Glob(String text) {
        this.text = text;
        this.any = text.equals("*");
        this.literal = !SPECIAL.matcher(text).find();
        this.pattern = pattern(text);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is empty, holds a slash, or leaves a bracket, brace or backslash open
     */
    public static Glob of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a glob is empty; use * for any");
        }
        if (text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a glob is for one part of a series and holds a '/': '" + text + "'");
        }
        return new Glob(text);
    }

    private static Pattern pattern(String text) {
        String regex = new Translation(text).regex();
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("a glob has a set with a range that runs backwards: '" + text + "'", e);
        }
    }

    public boolean matches(String part) {
        if (any) {
            return true;
        }
        return literal ? text.equals(part) : pattern.matcher(part).matches();
    }

    /** Whether the pattern is a plain word, which matches itself alone. */
    public boolean isLiteral() {
        return literal;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Turns the pattern into a regular expression, one character at a time. */
    private static final class Translation {
        private final String text;
        private final StringBuilder regex = new StringBuilder();
        private boolean inWords;
        private int at;

        Translation(String text) {
            this.text = text;
        }

        String regex() {
            while (at < text.length()) {
                translate(text.charAt(at++));
            }
            if (inWords) {
                throw open("{");
            }
            return regex.toString();
        }

        private void translate(char c) {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> set();
                case '\\' -> quoted();
                case '{' -> openWords();
                case '}' -> closeWords();
                case ',' -> regex.append(inWords ? "|" : ",");
                default -> literal(c);
            }
        }

        private void set() {
            int end = text.indexOf(']', at + 1);
            if (end < 0) {
                throw open("[");
            }
            boolean negated = text.charAt(at) == '!';
            String members = text.substring(negated ? at + 1 : at, end);
            if (members.isEmpty()) {
                throw open("[");
            }
            regex.append(negated ? "[^" : "[");
            members.chars().forEach(member -> appendMember((char) member));
            regex.append(']');
            at = end + 1;
        }

        private void appendMember(char member) {
            if (member == '-' || Character.isLetterOrDigit(member)) {
                regex.append(member);
                return;
            }
            regex.append('\\').append(member);
        }

        private void quoted() {
            if (at == text.length()) {
                throw open("\\");
            }
            literal(text.charAt(at++));
        }

        private void openWords() {
            if (inWords) {
                throw new IllegalArgumentException("a glob has braces within braces: '" + text + "'");
            }
            inWords = true;
            regex.append("(?:");
        }

        private void closeWords() {
            if (!inWords) {
                throw new IllegalArgumentException("a glob closes a brace that it did not open: '" + text + "'");
            }
            inWords = false;
            regex.append(')');
        }

        private void literal(char c) {
            regex.append(Pattern.quote(String.valueOf(c)));
        }

        private IllegalArgumentException open(String what) {
            return new IllegalArgumentException("a glob leaves " + what + " open: '" + text + "'");
        }
    }
}
