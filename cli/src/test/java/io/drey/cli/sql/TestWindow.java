package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestWindow {
    @Test
    void followsTheNewestRowsUntilScrolled() {
        Window window = new Window(true);
        window.fit(100, 10);
        assertThat(window.offset()).isEqualTo(90);

        assertThat(window.press(Keys.UP, 10)).isFalse();
        window.fit(120, 10);
        assertThat(window.offset()).isEqualTo(89);

        window.press(Keys.END, 10);
        window.fit(120, 10);
        assertThat(window.offset()).isEqualTo(110);
    }

    @Test
    void staysInsideATableThatShrinks() {
        Window window = new Window(false);
        window.fit(100, 10);
        window.press(Keys.PAGE_DOWN, 10);
        window.press(Keys.PAGE_DOWN, 10);
        assertThat(window.offset()).isEqualTo(20);

        window.fit(12, 10);
        assertThat(window.offset()).isEqualTo(2);
        window.press(Keys.HOME, 10);
        assertThat(window.offset()).isZero();
    }

    @Test
    void endsOnItsKeysOnly() {
        Window window = new Window(false);

        assertThat(window.press('q', 10)).isTrue();
        assertThat(window.press(Keys.CTRL_C, 10)).isTrue();
        assertThat(window.press('x', 10)).isFalse();
        assertThat(window.press(Keys.NONE, 10)).isFalse();
    }
}
