package io.drey.server.keeper;

import io.drey.server.platform.ConfigOption;
import java.util.List;

/** How secrets are encrypted. */
public final class SecretOptions {
    public static final ConfigOption<String> KEY =
            ConfigOption.text(
                    "secret.key",
                    null,
                    "Key that secrets are encrypted with: 32 bytes in Base64. Give it by the"
                            + " environment; without it, secrets/key of the data directory is used.");
    public static final List<ConfigOption<?>> ALL = List.of(KEY);

    private SecretOptions() {}
}
