package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.server.platform.TestingPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A Kafka broker of its own, with its controller in the same process. */
final class TestingKafka implements AutoCloseable {
    /** Written by the build of {@code testing/kafka}. */
    private static final Path CLASS_PATH = Path.of("kafka", "target", "class-path.txt");

    static final String PASSWORD = "geheim";
    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";

    private final Path data;
    private final int port = TestingPorts.free();
    private final int signedPort = TestingPorts.free();
    private final int lostPort = TestingPorts.free();
    private Process broker;

    private TestingKafka(Path data) {
        this.data = data;
    }

    static TestingKafka start(Path data) throws IOException, InterruptedException {
        TestingKafka kafka = new TestingKafka(data);
        Path settings = kafka.writeSettings();
        Process format =
                kafka.java(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        CLUSTER,
                        "-c",
                        settings.toString());
        assertThat(format.waitFor()).as("see %s", kafka.log()).isZero();
        kafka.broker = kafka.java("kafka.Kafka", settings.toString());
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(kafka::isUpOrDead);
        assertThat(kafka.broker.isAlive()).as("see %s", kafka.log()).isTrue();
        return kafka;
    }

    /** What {@code properties.bootstrap.servers} has to be. */
    String address() {
        return "127.0.0.1:" + port;
    }

    /**
     * Where one has to sign in, by SASL/PLAIN; {@code drey} may do anything, {@code guest} nothing,
     * and the password of both is {@value #PASSWORD}.
     */
    String signedAddress() {
        return "127.0.0.1:" + signedPort;
    }

    /** Where the broker calls itself by a name that nobody knows. */
    String lostAddress() {
        return "127.0.0.1:" + lostPort;
    }

    /** Creates a topic without a message. */
    void createTopic(String name, int partitions) throws IOException, InterruptedException {
        Path program =
                Files.writeString(
                        data.resolve("CreateTopic.java"),
                        """
                        import java.util.*;
                        import org.apache.kafka.clients.admin.*;

                        class CreateTopic {
                            public static void main(String[] args) throws Exception {
                                try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", args[0]))) {
                                    var topic = new NewTopic(args[1], Integer.parseInt(args[2]), (short) 1);
                                    admin.createTopics(List.of(topic)).all().get();
                                }
                            }
                        }
                        """);
        Process process = java(program.toString(), address(), name, String.valueOf(partitions));
        assertThat(process.waitFor()).as("see %s", log()).isZero();
    }

    @Override
    public void close() throws InterruptedException {
        broker.destroyForcibly().waitFor();
    }

    private Path writeSettings() throws IOException {
        int controller = TestingPorts.free();
        String settings =
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,SIGNED://127.0.0.1:%4$d,LOST://127.0.0.1:%5$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SIGNED://127.0.0.1:%4$d,LOST://broker.invalid:%5$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SIGNED:SASL_PLAINTEXT,LOST:PLAINTEXT
                listener.name.signed.sasl.enabled.mechanisms=PLAIN
                listener.name.signed.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_drey="%6$s" user_guest="%6$s";
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:ANONYMOUS;User:drey
                log.dirs=%3$s
                num.partitions=2
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """
                        .formatted(
                                port,
                                controller,
                                data.resolve("topics"),
                                signedPort,
                                lostPort,
                                PASSWORD);
        Files.writeString(
                data.resolve("log4j2.properties"),
                """
                rootLogger.level=INFO
                rootLogger.appenderRef.out.ref=OUT
                appender.out.type=Console
                appender.out.name=OUT
                appender.out.layout.type=PatternLayout
                appender.out.layout.pattern=%d %p %m%n
                """);
        return Files.writeString(data.resolve("server.properties"), settings);
    }

    private Process java(String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(TestingDistribution.java().toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dlog4j2.configurationFile=" + data.resolve("log4j2.properties"));
        command.addAll(List.of("-cp", Files.readString(CLASS_PATH).strip(), mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return data.resolve("kafka.log");
    }

    private boolean isUpOrDead() throws IOException {
        return !broker.isAlive() || Files.readString(log()).contains("Kafka Server started");
    }
}
