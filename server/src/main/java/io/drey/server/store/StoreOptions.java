package io.drey.server.store;

import io.drey.server.platform.ConfigOption;
import java.util.List;

/** Where the server keeps what it knows. */
public final class StoreOptions {
    public static final ConfigOption<String> URL =
            ConfigOption.text(
                    "store.url",
                    null,
                    "JDBC address of a PostgreSQL database; without it a SQLite file in the data"
                            + " directory is used.");
    public static final ConfigOption<String> USER =
            ConfigOption.text("store.user", null, "User of the PostgreSQL database.");
    public static final ConfigOption<String> PASSWORD =
            ConfigOption.text("store.password", null, "Password of the PostgreSQL database.");
    public static final List<ConfigOption<?>> ALL = List.of(URL, USER, PASSWORD);

    private StoreOptions() {}
}
