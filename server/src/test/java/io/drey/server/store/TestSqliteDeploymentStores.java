package io.drey.server.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TestSqliteDeploymentStores extends AbstractDeploymentStoreTests {
    @TempDir Path directory;

    @Override
    Database open() {
        return Database.sqlite(directory.resolve("drey.db"));
    }
}
