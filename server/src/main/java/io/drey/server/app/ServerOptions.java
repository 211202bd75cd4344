package io.drey.server.app;

import io.drey.server.http.HttpOptions;
import io.drey.server.keeper.KeeperOptions;
import io.drey.server.keeper.SecretOptions;
import io.drey.server.kernel.KernelOptions;
import io.drey.server.notebook.HistoryOptions;
import io.drey.server.platform.ConfigOption;
import io.drey.server.result.ResultOptions;
import io.drey.server.store.StoreOptions;
import java.util.List;
import java.util.stream.Stream;

/** Every option of the server. */
public final class ServerOptions {
    private ServerOptions() {}

    public static List<ConfigOption<?>> all() {
        return Stream.of(
                        HttpOptions.ALL,
                        StoreOptions.ALL,
                        KernelOptions.ALL,
                        ResultOptions.ALL,
                        HistoryOptions.ALL,
                        KeeperOptions.ALL,
                        SecretOptions.ALL)
                .<ConfigOption<?>>flatMap(List::stream)
                .toList();
    }
}
