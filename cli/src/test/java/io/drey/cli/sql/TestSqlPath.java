package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSqlPath {
    @Test
    void readsNames() {
        assertThat(SqlPath.parse("")).isEmpty();
        assertThat(SqlPath.parse("shop")).containsExactly("shop");
        assertThat(SqlPath.parse("a.b.my orders")).containsExactly("a", "b", "my orders");
        assertThat(SqlPath.parse("pg.`public.t`.`a``b`")).containsExactly("pg", "public.t", "a`b");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a.", "a..b", "`a", "`a`b", "``"})
    void refusesWhatIsNone(String path) {
        assertThatThrownBy(() -> SqlPath.parse(path)).hasMessageStartingWith("path: '" + path);
    }
}
