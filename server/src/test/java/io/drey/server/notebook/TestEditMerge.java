package io.drey.server.notebook;

import static io.drey.server.notebook.TestingNotebooks.attributes;
import static io.drey.server.notebook.TestingNotebooks.delete;
import static io.drey.server.notebook.TestingNotebooks.insertCell;
import static io.drey.server.notebook.TestingNotebooks.insertProse;
import static io.drey.server.notebook.TestingNotebooks.move;
import static io.drey.server.notebook.TestingNotebooks.parse;
import static io.drey.server.notebook.TestingNotebooks.replace;
import static io.drey.server.notebook.TestingNotebooks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drey.model.NotebookEdit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TestEditMerge {
    private static final NotebookDocument BASE =
            parse(
                    """
                    # Title

                    ```sql cell id=a
                    SELECT 1;
                    ```

                    Between

                    ```sql cell id=b
                    SELECT 2;
                    ```
                    """);

    @ParameterizedTest(name = "{0}")
    @MethodSource("merged")
    void merges(String story, NotebookEdit theirs, NotebookEdit mine, String expected) {
        NotebookDocument current = BASE.apply(List.of(theirs));
        List<NotebookEdit> rebased = EditMerge.rebase(BASE, current, List.of(mine)).orElseThrow();
        assertThat(text(current.apply(rebased))).contains(expected);
    }

    static Stream<Arguments> merged() {
        return Stream.of(
                arguments("two cells", replace("a", "X"), replace("b", "Y"), "=b\nY\n"),
                arguments("cell and text", replace("~prose@a", "X"), replace("b", "Y"), "=b\nY\n"),
                arguments("text that moved", insertCell("a", "X"), replace("~prose@a", "Y"), "Y\n"),
                arguments("insert behind", replace("a", "X"), insertProse("a", "Y"), "X\n```\n\nY"),
                arguments("insert twice", insertProse("b", "X"), insertCell("b", "Y"), "=new\nY"),
                arguments("move", replace("a", "X"), move("b", null), "```sql cell id=b"),
                arguments("attributes", delete("a"), attributes("b", Map.of("x", "1")), "=b x=1"),
                arguments("the same edit", replace("a", "X"), replace("a", "X"), "=a\nX\n"),
                arguments("the same insert", insertCell("a", "X"), insertCell("a", "X"), "=new\n"),
                arguments("the same delete", delete("a"), delete("a"), "SELECT 2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String story, NotebookEdit theirs, NotebookEdit mine) {
        NotebookDocument current = BASE.apply(List.of(theirs));
        assertThat(EditMerge.rebase(BASE, current, List.of(mine))).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("the same cell", replace("a", "X"), replace("a", "Y")),
                arguments("its attributes", attributes("a", Map.of("x", "1")), replace("a", "Y")),
                arguments("the same text", replace("~prose@a", "X"), replace("~prose@a", "Y")),
                arguments("deleted", delete("a"), replace("a", "Y")),
                arguments("delete of changed", replace("a", "X"), delete("a")),
                arguments("behind deleted", delete("a"), insertProse("a", "Y")));
    }

    @Test
    void anInsertSentTwiceIsThereOnce() {
        List<NotebookEdit> insert = List.of(insertCell("a", "X"));
        NotebookDocument current = BASE.apply(insert);
        assertThat(EditMerge.rebase(BASE, current, insert).orElseThrow()).isEmpty();
    }
}
