package io.tideline.fetcher.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tideline.fetcher.reading.FailureReason;
import io.tideline.fetcher.reading.SourceFailure;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectTest {
    @ParameterizedTest
    @CsvSource({
        "http://api.org/v1?x=1, /v2, http://api.org/v2",
        "http://api.org/v1, https://api.org/v1, https://api.org/v1",
        "https://api.org/v1, https://API.org:8443/v2, https://API.org:8443/v2",
        "https://api.org/a/v1, v2?y=2, https://api.org/a/v2?y=2",
        "https://api.org/v1, //api.org/v2, https://api.org/v2"
    })
    void leadsAnywhereOnTheSameHost(URI url, String location, URI target) {
        assertThat(Redirect.target(url, location)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://api.org/v1 | https://api.org.evil.com/v1 | redirects to api.org.evil.com, another host
            https://api.org/v1 | //evil.com/v1               | redirects to evil.com, another host
            https://api.org/v1 | http://169.254.169.254/     | redirects to 169.254.169.254, another host
            https://api.org/v1 | http://api.org/v1           | redirects from https to http, where everybody may listen
            http://api.org/v1  | ftp://api.org/v1            | redirects from http to ftp
            https://api.org/v1 | mailto:ops@api.org          | redirects to null, another host
            https://api.org/v1 | http://[/                   | redirects to 'http://[/', which is no URL
            """)
    void leadsNowhereElse(URI url, String location, String message) {
        assertThatThrownBy(() -> Redirect.target(url, location))
                .isInstanceOfSatisfying(
                        SourceFailure.class, f -> assertThat(f.reason()).isEqualTo(FailureReason.REDIRECT_REFUSED))
                .hasMessageContaining(message);
    }
}
