package io.drey.server.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ITPostgresDeploymentStores extends AbstractDeploymentStoreTests {
    private static TestingPostgres postgres;
    private static int databases;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = TestingPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    Database open() throws Exception {
        databases++;
        return Database.postgresql(
                postgres.createDatabase("drey" + databases),
                TestingPostgres.USER,
                TestingPostgres.PASSWORD);
    }
}
