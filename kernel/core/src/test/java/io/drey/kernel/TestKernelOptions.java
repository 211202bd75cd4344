package io.drey.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestKernelOptions {
    @Test
    void readsTheEnvironment() {
        KernelOptions options = KernelOptions.parse(environment("ws://localhost:8888/"));

        assertThat(options.endpoint()).isEqualTo(URI.create("ws://localhost:8888/kernel?id=k1"));
        assertThat(options.token()).isEqualTo("t");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> KernelOptions.parse(Map.of("DREY_SERVER_URL", "ws://localhost")))
                .hasMessage("DREY_KERNEL_ID is not set in the environment");
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> KernelOptions.parse(environment("http://localhost")))
                .hasMessageContaining("http://localhost (expected: ws://host:port");
    }

    private static Map<String, String> environment(String url) {
        return Map.of("DREY_SERVER_URL", url, "DREY_KERNEL_ID", "k1", "DREY_KERNEL_TOKEN", "t");
    }
}
