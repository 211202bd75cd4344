package io.drey.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.drey.server.platform.Options;
import java.nio.file.Path;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** An open database with the current schema. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final int POSTGRESQL_CONNECTIONS = 10;

    private final HikariDataSource dataSource;
    private final Jdbi jdbi;

    private Database(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbi = Jdbi.create(dataSource);
    }

    /** Opens PostgreSQL where the options name it, else the SQLite file of the data directory. */
    public static Database open(Options options, Path dataDir) {
        String url = options.find(StoreOptions.URL);
        return url == null
                ? sqlite(dataDir.resolve("drey.db"))
                : postgresql(
                        url, options.find(StoreOptions.USER), options.find(StoreOptions.PASSWORD));
    }

    /** Opens or creates a SQLite file. */
    public static Database sqlite(Path file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file);
        // SQLite has one writer; queueing for one connection beats "database is locked".
        config.setMaximumPoolSize(1);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "NORMAL");
        config.addDataSourceProperty("busy_timeout", "5000");
        return migrated(config);
    }

    /** Opens a PostgreSQL database. */
    public static Database postgresql(
            String url, @Nullable String user, @Nullable String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(POSTGRESQL_CONNECTIONS);
        return migrated(config);
    }

    @Override
    public void close() {
        dataSource.close();
    }

    Jdbi jdbi() {
        return jdbi;
    }

    static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    static @Nullable Long microsOrNull(@Nullable Instant instant) {
        return instant == null ? null : micros(instant);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    private static Database migrated(HikariConfig config) {
        config.setPoolName("drey-store");
        HikariDataSource dataSource = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return new Database(dataSource);
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
    }
}
