package io.tideline.rules.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "phoenix, phoenix, true",
                "phoenix, phoenixx, false",
                "*, anything, true",
                "new-*, new-york, true",
                "new-*, newark, false",
                "station-?, station-1, true",
                "station-?, station-12, false",
                "[a-c]*, berlin, true",
                "[!a-c]*, berlin, false",
                "[!a-c]*, dublin, true",
                "\"{berlin,new-*}\", new-york, true",
                "\"{berlin,new-*}\", phoenix, false",
                "a\\*, a*, true",
                "a\\*, ab, false",
                "a.c, abc, false",
                "(x), (x), true",
                "[^], ^, true",
                "[&&]x, &x, true"
            })
    void matchesTheWholePart(String glob, String part, boolean expected) {
        assertThat(Glob.of(glob).matches(part)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "[a|a glob leaves [ open: '[a'",
                "[]|a glob leaves [ open: '[]'",
                "{a|a glob leaves { open: '{a'",
                "a}|a glob closes a brace that it did not open: 'a}'",
                "{a{b}}|a glob has braces within braces: '{a{b}}'",
                "a\\|a glob leaves \\ open: 'a\\'",
                "a/b|a glob is for one part of a series and holds a '/': 'a/b'",
                "\"\"|a glob is empty; use * for any",
                "[z-a]|a glob has a set with a range that runs backwards: '[z-a]'"
            })
    void refusesWhatIsNotAGlob(String glob, String message) {
        assertThatThrownBy(() -> Glob.of(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Property
    void aPlainWordMatchesItselfAlone(
            @ForAll @NotEmpty @CharRange(from = 'a', to = 'c') String word,
            @ForAll @CharRange(from = 'a', to = 'c') String other) {
        assertThat(Glob.of(word).matches(other)).isEqualTo(word.equals(other));
        assertThat(Glob.of(word).isLiteral()).isTrue();
    }

    @Property(tries = 5000)
    void starsAndQuestionMarksMatchAsTheirDefinitionSays(
            @ForAll @NotEmpty @Chars({'a', 'b', '*', '?', '.'}) @StringLength(max = 6) String glob,
            @ForAll @Chars({'a', 'b', '.'}) @StringLength(max = 6) String part) {
        assertThat(Glob.of(glob).matches(part)).isEqualTo(matches(glob, part));
    }

    private static boolean matches(String glob, String part) {
        if (glob.isEmpty()) {
            return part.isEmpty();
        }
        String rest = glob.substring(1);
        if (glob.charAt(0) == '*') {
            return matches(rest, part) || (!part.isEmpty() && matches(glob, part.substring(1)));
        }
        boolean fits = !part.isEmpty() && (glob.charAt(0) == '?' || glob.charAt(0) == part.charAt(0));
        return fits && matches(rest, part.substring(1));
    }

    @Property
    void isAGlobOrSaysWhyNot(@ForAll String text) {
        try {
            Glob.of(text).matches("berlin");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("a glob ");
        }
    }
}
