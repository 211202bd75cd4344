package io.drey.kernel.flink120.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.kernel.KernelFailure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told where there is no broker; with one, see {@code ITKafka}. */
class TestKafkaProbe {
    @Test
    void saysThatNothingAnswers() {
        expectFailure("127.0.0.1:1", "CONNECTION_FAILED", "127.0.0.1:1: Connection refused");
        expectFailure("no-such-host.invalid:9092", "CONNECTION_FAILED", "unknown host");
        expectFailure("127.0.0.1", "CONNECTION_FAILED", "expected host:port");
        expectFailure("127.0.0.1:1, :2", "CONNECTION_FAILED", "; :2: expected host:port");
    }

    @Test
    void tellsAPortOfTlsFromOneThatIsNoBroker() throws Exception {
        byte[] alert = {0x15, 3, 3, 0, 2, 2, 80, 0};
        try (ServerSocket server = answering(alert)) {
            assertThat(failure(Map.of(), "127.0.0.1:" + server.getLocalPort()).failure())
                    .satisfies(
                            failure -> {
                                assertThat(failure.message()).contains("it speaks TLS");
                                assertThat(failure.suggestion())
                                        .contains("'properties.security.protocol'");
                            });
        }
        try (ServerSocket server =
                answering("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII))) {
            expectFailure(
                    "127.0.0.1:" + server.getLocalPort(),
                    "CONNECTION_FAILED",
                    "what answers there is no Kafka broker");
        }
        try (ServerSocket server = answering(new byte[] {0, 0, 0, 8, 0, 0, 0, 7})) {
            assertThat(
                            failure(
                                    Map.of("properties.security.protocol", "SSL"),
                                    "127.0.0.1:" + server.getLocalPort()))
                    .hasMessageContaining("it speaks no TLS");
        }
        try (ServerSocket server = answering(new byte[0])) {
            expectFailure("127.0.0.1:" + server.getLocalPort(), "CONNECTION_FAILED", "it hangs up");
        }
    }

    @Test
    void saysWhichPropertiesTheClientDoesNotTake() throws Exception {
        assertThat(failure(Map.of("properties.security.protocol", "TLS"), "127.0.0.1:1").failure())
                .satisfies(
                        failure -> {
                            assertThat(failure.code()).isEqualTo("BAD_REQUEST");
                            assertThat(failure.message()).contains("TLS");
                        });
        try (ServerSocket server = answering(new byte[] {0, 0, 0, 8, 0, 0, 0, 7})) {
            assertThat(
                            failure(
                                            Map.of(
                                                    "properties.security.protocol",
                                                    "SASL_PLAINTEXT"),
                                            "127.0.0.1:" + server.getLocalPort())
                                    .failure()
                                    .message())
                    .contains("does not take these properties: ", "JAAS");
        }
    }

    @Test
    void namesThePackThatIsMissing() throws Exception {
        URL[] classPath =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .filter(part -> !part.contains("kafka-clients"))
                        .map(TestKafkaProbe::url)
                        .toArray(URL[]::new);
        try (URLClassLoader without =
                new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> probe = without.loadClass(SourceProbe.class.getName());
            var method = probe.getMethod("probe", Map.class, boolean.class);
            Map<String, String> options =
                    Map.of("connector", "kafka", KafkaProbe.SERVERS, "127.0.0.1:1");
            assertThatThrownBy(
                            () ->
                                    method.invoke(
                                            probe.getDeclaredConstructor().newInstance(),
                                            options,
                                            false))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("There is no Kafka client on the kernel's class path.");
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void expectFailure(String servers, String code, String message) {
        KernelFailure failure = failure(Map.of(), servers);
        assertThat(failure.failure().code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(message);
    }

    private static KernelFailure failure(Map<String, String> settings, String servers) {
        Map<String, String> options = new HashMap<>(settings);
        options.put("connector", "kafka");
        options.put(KafkaProbe.SERVERS, servers);
        try {
            KafkaProbe.probe(options, false);
            throw new AssertionError("expected a failure");
        } catch (KernelFailure e) {
            return e;
        }
    }

    /** Answers the first who connects, and hangs up. */
    private static ServerSocket answering(byte[] answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread =
                new Thread(
                        () -> {
                            try (Socket socket = server.accept();
                                    InputStream in = socket.getInputStream()) {
                                assertThat(in.readNBytes(14)).hasSize(14);
                                socket.getOutputStream().write(answer);
                            } catch (IOException e) {
                                // The test is over.
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
