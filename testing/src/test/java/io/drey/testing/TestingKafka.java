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

    private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";

    private final Path data;
    private final int port = TestingPorts.free();
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
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                log.dirs=%3$s
                num.partitions=2
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """
                        .formatted(port, controller, data.resolve("topics"));
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
