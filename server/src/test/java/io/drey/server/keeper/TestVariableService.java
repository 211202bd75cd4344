package io.drey.server.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Variable;
import io.drey.model.VariableRequest;
import io.drey.server.keeper.parameter.SecretTexts;
import io.drey.server.platform.SecretBox;
import io.drey.server.store.Database;
import io.drey.server.store.SqlVariableStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestVariableService {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final String VALUE = "it's 'very' secret";

    @TempDir Path folder;

    private Database database;
    private SqlVariableStore store;
    private VariableService variables;

    @BeforeEach
    void open() throws Exception {
        database = Database.sqlite(folder.resolve("drey.db"));
        store = new SqlVariableStore(database);
        variables = service("secrets/key");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSecretIsEncryptedAndNeverTold() throws Exception {
        variables.set("pw", new VariableRequest(VALUE, true));
        variables.set("brokers", new VariableRequest("kafka:9092", null));
        assertThat(variables.list())
                .isEqualTo(
                        List.of(
                                new Variable("brokers", "kafka:9092", false, NOW),
                                new Variable("pw", null, true, NOW)));
        String stored = store.find("pw").orElseThrow().value();
        variables.set("pw", new VariableRequest(VALUE, true));
        assertThat(store.find("pw").orElseThrow().value()).isNotEqualTo(stored);
        assertThat(new VariableRequest(VALUE, true).toString()).doesNotContain(VALUE);

        Path key = folder.resolve("secrets/key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(service("secrets/key").of(naming("pw"))).isEqualTo(Map.of("pw", VALUE));
    }

    @Test
    void anotherKeyOrNameOpensNothing() throws Exception {
        variables.set("pw", new VariableRequest(VALUE, true));
        VariableService other = service("other/key");
        assertRefused(() -> other.of(naming("pw")), DreyErrorCode.SECRET_UNREADABLE);
        SecretBox box = SecretBox.open(null, folder.resolve("secrets/key"));
        assertRefused(
                () -> box.open("pw2", store.find("pw").orElseThrow().value()),
                DreyErrorCode.SECRET_UNREADABLE);
        assertRefused(() -> SecretBox.open("c2hvcnQ=", folder), DreyErrorCode.OPTION_INVALID);
    }

    @Test
    void anUnknownSecretIsNamed() {
        variables.set("db_password", new VariableRequest(VALUE, true));
        variables.set("plain", new VariableRequest("1", false));
        assertThatThrownBy(() -> variables.of(naming("db_pasword")))
                .hasMessage("secret: 'db_pasword', did you mean 'db_password'?");
        assertRefused(() -> variables.of(naming("plain")), DreyErrorCode.SECRET_NOT_FOUND);
    }

    @Test
    void aSecretStandsInOptionsAlone() {
        variables.set("pw", new VariableRequest(VALUE, true));
        for (String script :
                List.of(
                        "SELECT ${secret:pw}",
                        "SELECT '${secret:pw}'",
                        "SELECT a AS `${secret:pw}`",
                        "SELECT * FROM t WHERE a = '${secret:pw}'",
                        "SET 'k' = '${secret:p w}'")) {
            assertRefused(
                    () -> variables.of(DeploymentSpec.of(null, script)),
                    DreyErrorCode.SECRET_MISPLACED);
        }
        String script = "CREATE TABLE t (a INT) WITH ('x' = 'user:${secret:pw}@h')";
        Map<String, String> secrets = variables.of(DeploymentSpec.of(null, script));
        String filled = SecretTexts.fill(script, secrets);
        assertThat(filled).contains("'user:it''s ''very'' secret@h'");
        assertThat(SecretTexts.hide(filled + VALUE, secrets.values()))
                .isEqualTo("CREATE TABLE t (a INT) WITH ('x' = 'user:******@h')******");
    }

    @Test
    void variablesFillWhatParametersLeaveOpen() {
        variables.set("a", new VariableRequest("1", false));
        variables.set("b", new VariableRequest("2", false));
        variables.set("pw", new VariableRequest(VALUE, true));
        DeploymentSpec spec =
                new DeploymentSpec(
                        null,
                        "SELECT ${a}, ${b}, ${pw:3}",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("b", "4"),
                        Map.of("c", "5"));
        assertThat(variables.withVariables(spec).knownVariables()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void refusesWhatIsNoVariable() {
        for (String name : List.of("", "1a", "a b", "a.b", "secret")) {
            assertRefused(
                    () -> variables.set(name, new VariableRequest("value", false)),
                    DreyErrorCode.VARIABLE_INVALID);
        }
        assertThatThrownBy(() -> variables.set("pw", new VariableRequest("abc", true)))
                .hasMessage("variable 'pw': 3 characters");
        variables.set("pw", new VariableRequest("abcd", true));
        assertThatThrownBy(() -> variables.remove("wp"))
                .hasMessage("variable: 'wp', did you mean 'pw'?");
        variables.remove("pw");
        assertThat(variables.list()).isEmpty();
    }

    private VariableService service(String key) throws Exception {
        return new VariableService(
                store, SecretBox.open(null, folder.resolve(key)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static DeploymentSpec naming(String secret) {
        return DeploymentSpec.of(null, "SET 'k' = '${secret:" + secret + "}'");
    }

    private static void assertRefused(ThrowingCallable call, DreyErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DreyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
