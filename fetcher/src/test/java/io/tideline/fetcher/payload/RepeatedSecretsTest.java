package io.tideline.fetcher.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.Extract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** APIs repeat what they were asked: "the key ... is not valid". What a fetch tells goes into answers, tables and the log. */
class RepeatedSecretsTest {
    private static final String KEY = "s3cr&t";

    private static Given source(String authentication) {
        return Given.source("""
                url: https://x.org/
                auth: %s
                mapping: {records: /, entity: id, time: t, error: /error, metrics: {m: v}}
                """.formatted(authentication), Map.of("KEY", KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": \"the key s3cr&t is not valid\"}",
                "{\"error\": \"cannot GET /?appid=s3cr%26t\"}",
                "{\"rows\": \"s3cr&t\"}",
                "<html>s3cr&t</html>"
            })
    void doesNotPassOnAKeyOfTheQuery(String body) {
        Given source = source("{query: appid, key: \"${KEY}\"}");

        assertThatThrownBy(() -> source.reads(body)).hasMessageContaining("***").hasMessageNotContaining("s3cr");
    }

    @Test
    void doesNotPassOnAPasswordNorWhatIsMadeOfIt() {
        Given source = source("{user: me, password: \"${KEY}\"}");

        assertThatThrownBy(() -> source.reads("{\"error\": \"who is Basic bWU6czNjciZ0 or me:s3cr&t?\"}"))
                .hasMessage("The source says: who is Basic *** or me:***?");
    }

    @Test
    void keepsNoKeyInAnExcerptOfWhatIsRejected() {
        Extract extract = source("{header: X-Key, key: \"${KEY}\"}").reads("[{\"id\": \"a\", \"key\": \"s3cr&t\"}]");

        assertThat(Given.rejected(extract)).containsExactly("a/ TIME_MISSING {\"id\":\"a\",\"key\":\"***\"}");
    }

    @Test
    void doesNotPassOnATokenThatAPlainTextRepeats() {
        Given source = source("{bearer: \"${KEY}\"}");

        assertThatThrownBy(() -> source.reads("bad token s3cr&t")).hasMessageEndingWith("'bad token ***'");
    }
}
