package io.tideline.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveConfigTest {

    @Test
    void aListenerThatHearsNothingGetsACommentEveryFifteenSecondsUnlessConfigured() {
        LiveConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(LiveConfig.class)
                .build()
                .getConfigMapping(LiveConfig.class);

        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
    }
}
