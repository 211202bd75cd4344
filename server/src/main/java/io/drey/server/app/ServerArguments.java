package io.drey.server.app;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.http.HttpOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's command line: {@code --home DIR --data DIR [--port N] [--set key=value]...}.
 *
 * @param home the distribution's folder
 * @param flags options given on the command line
 */
record ServerArguments(Path home, Path data, Map<String, String> flags) {

    static ServerArguments parse(String... arguments) {
        Path home = null;
        Path data = Path.of(System.getProperty("user.home"), ".drey");
        Map<String, String> flags = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String flag = arguments[i];
            if (i + 1 == arguments.length) {
                throw new DreyException(DreyErrorCode.OPTION_INVALID, flag + ": value is missing");
            }
            String value = arguments[i + 1];
            switch (flag) {
                case "--home" -> home = Path.of(value).toAbsolutePath();
                case "--data" -> data = Path.of(value).toAbsolutePath();
                case "--port" -> flags.put(HttpOptions.PORT.key(), value);
                case "--set" -> {
                    int equals = value.indexOf('=');
                    if (equals < 1) {
                        throw new DreyException(
                                DreyErrorCode.OPTION_INVALID,
                                "--set " + value + " (expected: key=value)");
                    }
                    flags.put(value.substring(0, equals), value.substring(equals + 1));
                }
                default ->
                        throw new DreyException(
                                DreyErrorCode.OPTION_INVALID,
                                flag + " (expected: --home, --data, --port or --set)");
            }
        }
        if (home == null) {
            throw new DreyException(DreyErrorCode.OPTION_INVALID, "--home is missing");
        }
        return new ServerArguments(home, data, flags);
    }
}
