package io.drey.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code TableResult.collect()} in a JVM of its own that stays warm. */
final class CollectSide implements Side {
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    CollectSide(FlinkClassPath flink, Path directory, URI jobManager) throws IOException {
        process =
                flink.builder(
                                CollectMain.class.getName(),
                                List.of(jobManager.getHost(), String.valueOf(jobManager.getPort())))
                        .redirectError(directory.resolve("collect.log").toFile())
                        .start();
        questions = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return "collect()";
    }

    @Override
    public void prepare(String mode, String statement) throws IOException {
        ask(mode, 0, statement);
    }

    @Override
    public Timing run(String mode, String query, long rows) throws IOException {
        String[] answer = ask(mode, rows, query).split(" ");
        return new Timing(
                Double.parseDouble(answer[1]),
                Double.parseDouble(answer[2]),
                Long.parseLong(answer[3]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String ask(String mode, long rows, String statement) throws IOException {
        questions.write(mode + " " + rows + " " + statement.replace('\n', ' '));
        questions.newLine();
        questions.flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(CollectMain.ANSWER)) {
                return line;
            }
        }
        throw new IOException("collect() ended: " + statement);
    }
}
