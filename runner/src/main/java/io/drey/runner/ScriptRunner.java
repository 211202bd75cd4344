package io.drey.runner;

import io.drey.sql.ScriptException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the script of its bundle.
 *
 * <p>Arguments: {@code --set key=value}, as often as wanted, for settings that go before the
 * cluster's and behind those that the script sets itself.
 */
public final class ScriptRunner {
    /** Where the script lies in the bundle. */
    public static final String SCRIPT = "drey/script.sql";

    private ScriptRunner() {}

    /**
     * Submits the script's job and returns.
     *
     * @throws ScriptException if the script cannot be run, with the place in it
     * @throws IOException if the bundle has no script, or the job's state cannot be kept
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> given =
                ((Configuration)
                                StreamExecutionEnvironment.getExecutionEnvironment()
                                        .getConfiguration())
                        .toMap();
        String state = given.get(StateDirectory.KEY);
        if (state != null) {
            StateDirectory.require(Path.of(state));
        }
        ScriptSecrets secrets = new ScriptSecrets(given);
        Map<String, String> settings = settings(arguments);
        settings.putAll(secrets.forgotten());
        new ScriptSession(settings).run(secrets.fill(script()));
    }

    static Map<String, String> settings(String[] arguments) {
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String setting = i + 1 < arguments.length ? arguments[i + 1] : "";
            int equals = setting.indexOf('=');
            if (!arguments[i].equals("--set") || equals < 1) {
                throw new IllegalArgumentException(
                        "argument: "
                                + arguments[i]
                                + " "
                                + setting
                                + " (expected: --set key=value)");
            }
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return settings;
    }

    private static String script() throws IOException {
        try (InputStream script = ScriptRunner.class.getClassLoader().getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new FileNotFoundException("the bundle has no " + SCRIPT);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
