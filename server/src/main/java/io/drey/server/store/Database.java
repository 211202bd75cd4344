package io.drey.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.Options;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open database with the current schema. Thread-safe. */
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int POSTGRESQL_CONNECTIONS = 10;

    /** Any number will do as long as it stays the same. */
    private static final String LOCK = "select pg_try_advisory_lock(4471399)";

    private final HikariDataSource dataSource;
    private final @Nullable Connection lock;
    private final Jdbi jdbi;

    private Database(HikariDataSource dataSource, @Nullable Connection lock) {
        this.dataSource = dataSource;
        this.lock = lock;
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
        return migrated(config, null);
    }

    /**
     * Opens a PostgreSQL database for this server alone.
     *
     * @throws DreyException OPTION_INVALID if it cannot be reached, or another server uses it
     */
    public static Database postgresql(
            String url, @Nullable String user, @Nullable String password) {
        Connection lock = lock(url, user, password);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(POSTGRESQL_CONNECTIONS);
        return migrated(config, lock);
    }

    @Override
    public void close() {
        dataSource.close();
        close(lock);
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

    /** Two servers would adopt each other's kernels; the lock ends with its connection. */
    private static Connection lock(String url, @Nullable String user, @Nullable String password) {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("tcpKeepAlive", "true");
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(LOCK)) {
                if (row.next() && row.getBoolean(1)) {
                    return connection;
                }
            }
            close(connection);
        } catch (SQLException e) {
            throw new DreyException(
                    DreyErrorCode.OPTION_INVALID,
                    StoreOptions.URL.key() + ": " + url + " cannot be opened: " + e.getMessage(),
                    e);
        }
        throw new DreyException(
                DreyErrorCode.OPTION_INVALID,
                StoreOptions.URL.key()
                        + ": another server uses "
                        + url
                        + " (expected: a database of its own for each server)");
    }

    private static void close(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("Failed to close a connection", e);
        }
    }

    private static Database migrated(HikariConfig config, @Nullable Connection lock) {
        config.setPoolName("drey-store");
        HikariDataSource dataSource = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return new Database(dataSource, lock);
        } catch (RuntimeException e) {
            dataSource.close();
            close(lock);
            throw e;
        }
    }
}
