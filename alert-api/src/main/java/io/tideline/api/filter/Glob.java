package io.tideline.api.filter;

/** A pattern in which {@code *} stands for any characters and {@code ?} for one; a comma separates alternatives. */
public record Glob(String text) {

    public static final Glob ANY = new Glob("*");
    private static final int LONGEST = 400;

    public Glob {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A pattern has 1 to " + LONGEST + " characters, not " + text.length() + ": use * to match all");
        }
    }

    public boolean matches(String value) {
        if (text.equals("*")) {
            return true;
        }
        for (String alternative : text.split(",")) {
            if (matches(alternative.strip(), value)) {
                return true;
            }
        }
        return false;
    }

    /** Goes back to the last star only, so that no pattern can make it slow. */
    private static boolean matches(String pattern, String value) {
        int p = 0;
        int v = 0;
        int star = -1;
        int starValue = 0;
        while (v < value.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starValue = v;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == value.charAt(v))) {
                p++;
                v++;
            } else if (star >= 0) {
                p = star + 1;
                v = ++starValue;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
