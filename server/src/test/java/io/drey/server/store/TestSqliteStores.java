package io.drey.server.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TestSqliteStores extends AbstractStoreTests {
    @TempDir Path directory;

    @Override
    Database open() {
        return Database.sqlite(directory.resolve("drey.db"));
    }
}
