package io.drey.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyException;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.Database;
import io.drey.server.store.SqlSignInStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestAuthenticator {
    @TempDir private Path data;
    private Database database;
    private Path file;

    @BeforeEach
    void openDatabase() throws IOException {
        database = Database.sqlite(data.resolve("drey.db"));
        file = data.resolve("secrets/cli.token");
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void makesATokenThatOnlyItsOwnerCanReadAndKeepsIt() throws IOException {
        open();
        String token = Files.readString(file);
        assertThat(token).hasSizeGreaterThan(20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        open().requireToken(token);
        assertThat(Files.readString(file)).isEqualTo(token);
        assertThat(file.getParent().toFile().list()).containsExactly("cli.token");
    }

    @Test
    void aBlankFileIsNoToken() throws IOException {
        open();
        Files.writeString(file, " \n");
        Authenticator authenticator = open();
        assertThatThrownBy(() -> authenticator.requireToken("")).isInstanceOf(DreyException.class);
        authenticator.requireToken(Files.readString(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    private Authenticator open() throws IOException {
        return Authenticator.open(
                data, new SqlSignInStore(database), new RandomIds(), Clock.systemUTC());
    }
}
