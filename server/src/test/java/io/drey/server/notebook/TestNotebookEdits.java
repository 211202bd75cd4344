package io.drey.server.notebook;

import static io.drey.server.notebook.TestingNotebooks.attributes;
import static io.drey.server.notebook.TestingNotebooks.block;
import static io.drey.server.notebook.TestingNotebooks.delete;
import static io.drey.server.notebook.TestingNotebooks.insertCell;
import static io.drey.server.notebook.TestingNotebooks.insertProse;
import static io.drey.server.notebook.TestingNotebooks.move;
import static io.drey.server.notebook.TestingNotebooks.parse;
import static io.drey.server.notebook.TestingNotebooks.replace;
import static io.drey.server.notebook.TestingNotebooks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookEdit;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestNotebookEdits {
    private static final String TWO_CELLS =
            """
            ---
            drey: 1
            ---
            # Title

            ```sql cell id=a mode=batch
            SELECT 1;
            ```

            ```sql cell id=b
            SELECT 2;
            ```
            """;

    @Test
    void replacingACellChangesOnlyItsLines() {
        assertThat(edited(TWO_CELLS, replace("a", "SELECT 10;\nSELECT 11;")))
                .isEqualTo(TWO_CELLS.replace("SELECT 1;", "SELECT 10;\nSELECT 11;"));
    }

    @Test
    void linesThatStayKeepTheirLineEnds() {
        String mixed = "```sql cell id=a\r\nSELECT 1;\nSELECT 2;\r\nSELECT 3;\n```\n";
        assertThat(edited(mixed, replace("a", "SELECT 1;\nSELECT 20;\nSELECT 3;")))
                .isEqualTo("```sql cell id=a\r\nSELECT 1;\nSELECT 20;\nSELECT 3;\n```\n");
    }

    @Test
    void newLinesGetTheLineEndsOfTheFile() {
        String windows = "# A\r\n\r\n```sql cell id=a\r\n```\r\n";
        assertThat(edited(windows, replace("a", "x\ny"), insertProse("a", "p\nq")))
                .isEqualTo("# A\r\n\r\n```sql cell id=a\r\nx\r\ny\r\n```\r\n\r\np\r\nq\r\n");
    }

    @Test
    void brokenBytesSurviveAnEditBesideThem() {
        byte[] bytes = "```sql cell id=a\n'?';\n1;\n```".getBytes(StandardCharsets.US_ASCII);
        bytes[18] = (byte) 0xFF;
        NotebookDocument before = NotebookDocument.parse(bytes);
        String shown = block(before, "a").text();
        NotebookDocument after = before.apply(List.of(replace("a", shown.replace("';", "', 2;"))));
        assertThat(RawText.ofBytes(after.bytes()))
                .isEqualTo("```sql cell id=a\n'\u00FF', 2;\n1;\n```");
    }

    @Test
    void textWithFencesGetsALongerFence() {
        assertThat(edited(TWO_CELLS, replace("b", "````\nx\n````")))
                .endsWith("`````sql cell id=b\n````\nx\n````\n`````\n");
    }

    @Test
    void aDerivedIdIsWrittenWhenItsCellIsEdited() {
        String text = "```sql cell mode=batch\nSELECT 1;\n```\n\n```sql cell\nSELECT 2;\n```\n";
        String id = parse(text).blocks().get(0).key();
        assertThat(edited(text, replace(id, "SELECT 3;")))
                .isEqualTo(
                        "```sql cell id="
                                + id
                                + " mode=batch\nSELECT 3;\n```\n\n```sql cell\nSELECT 2;\n```\n");
    }

    @Test
    void aDoubleIdIsMendedWhenItsCellIsEdited() {
        String text = "```sql cell id=a\n1\n```\n```sql cell id=a\n2\n```\n";
        assertThat(edited(text, replace("a-2", "3")))
                .isEqualTo("```sql cell id=a\n1\n```\n```sql cell id=a-2\n3\n```\n");
    }

    @Test
    void attributesAreChangedWordByWord() {
        String text = "```sql cell  id=a   show='bar:x, y' old=1 hidden mode=batch\n1\n```\n";
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("mode", "streaming");
        wanted.put("show", "bar:x, y");
        wanted.put("hidden", "true");
        wanted.put("title", "say \"hi\"");
        NotebookDocument after = parse(text).apply(List.of(attributes("a", wanted)));
        assertThat(text(after))
                .isEqualTo(
                        "```sql cell  id=a   show='bar:x, y' hidden mode=streaming"
                                + " title=\"say \\\"hi\\\"\"\n1\n```\n");
        assertThat(block(after, "a").attributes()).isEqualTo(wanted);
    }

    @Test
    void anIdCanBeChangedButNotToOneThatIsTaken() {
        assertThat(edited(TWO_CELLS, attributes("b", Map.of("id", "c"))))
                .isEqualTo(TWO_CELLS.replace("id=b", "id=c"));
        assertBad(attributes("b", Map.of("id", "a")));
        assertBad(attributes("b", Map.of("id", "not a name")));
    }

    @Test
    void aLanguageCanBeChanged() {
        NotebookEdit edit =
                new NotebookEdit(NotebookEdit.Op.ATTRIBUTES, "a", null, null, "python", null, null);
        assertThat(edited(TWO_CELLS, edit))
                .isEqualTo(TWO_CELLS.replace("sql cell id=a", "python cell id=a"));
    }

    @Test
    void settingsOfTheSessionCanBeChangedByName() {
        String file = "---\r\ndrey: 1\r\n# why\r\n---\r\n\r\ntext\r\n";
        NotebookDocument document = parse(file);
        String key = document.blocks().get(0).key();
        Map<String, String> wanted = Map.of("drey", "9", "session.runtime", "batch");
        NotebookEdit edit =
                new NotebookEdit(NotebookEdit.Op.ATTRIBUTES, key, null, null, null, wanted, null);
        assertThat(edited(file, edit))
                .isEqualTo(file.replace("# why\r\n", "# why\r\nsession:\r\n  runtime: batch\r\n"));
    }

    @Test
    void frontMatterIsInsertedOnTopWhereThereIsNone() {
        NotebookEdit edit =
                new NotebookEdit(
                        NotebookEdit.Op.INSERT,
                        null,
                        null,
                        NotebookBlock.Kind.FRONT_MATTER,
                        null,
                        Map.of("session.runtime", "batch"),
                        null);
        String top = "---\ndrey: 1\nsession:\n  runtime: batch\n---\n\n";
        assertThat(edited("text\n", edit)).isEqualTo(top + "text\n");
        assertThatThrownBy(() -> edited(TWO_CELLS, edit))
                .hasMessageContaining("expected: a notebook without it");
    }

    @Test
    void insertedBlocksStandBetweenBlankLines() {
        assertThat(edited(TWO_CELLS, insertCell("a", "SELECT 9;")))
                .isEqualTo(
                        TWO_CELLS.replace(
                                "SELECT 1;\n```\n",
                                "SELECT 1;\n```\n\n```sql cell id=new\nSELECT 9;\n```\n"));
        assertThat(edited("```sql cell id=a\n```\n```sql cell id=b\n```", insertProse("a", "x")))
                .isEqualTo("```sql cell id=a\n```\n\nx\n\n```sql cell id=b\n```");
    }

    @Test
    void theTopIsBelowTheFrontMatter() {
        assertThat(edited(TWO_CELLS, insertCell(null, "SELECT 9;")))
                .startsWith("---\ndrey: 1\n---\n\n```sql cell id=new\nSELECT 9;\n```\n\n# Title");
        assertThat(edited("", insertCell(null, "1"))).isEqualTo("```sql cell id=new\n1\n```\n");
        assertThat(edited("\uFEFFtext", insertCell(null, "1")))
                .isEqualTo("\uFEFF```sql cell id=new\n1\n```\n\ntext");
    }

    @Test
    void aNewCellGetsAnIdThatIsFree() {
        assertThat(edited(TWO_CELLS, insertCell("a", "x"), insertCell("a", "y")))
                .contains("id=new\nx", "id=new-2\ny");
        NotebookEdit nameless =
                new NotebookEdit(NotebookEdit.Op.INSERT, null, "b", null, null, null, "x");
        assertThat(edited(TWO_CELLS, nameless)).containsPattern("```sql cell id=c[0-9a-f]{7}\nx");
    }

    @Test
    void anInsertedCellCanBeChangedInTheSameRequest() {
        assertThat(edited(TWO_CELLS, insertCell("a", "x"), replace("new", "y")))
                .contains("```sql cell id=new\ny\n```");
    }

    @Test
    void insertingAndDeletingGivesTheOldBytes() {
        for (String after : List.of("~prose@", "a", "b")) {
            NotebookDocument more = parse(TWO_CELLS).apply(List.of(insertCell(after, "x")));
            assertThat(text(more.apply(List.of(delete("new"))))).isEqualTo(TWO_CELLS);
        }
    }

    @Test
    void deletingTakesOneGapAlong() {
        assertThat(edited(TWO_CELLS, delete("a")))
                .isEqualTo(
                        TWO_CELLS.replace("```sql cell id=a mode=batch\nSELECT 1;\n```\n\n", ""));
        assertThat(edited(TWO_CELLS, delete("b")))
                .isEqualTo(TWO_CELLS.replace("\n```sql cell id=b\nSELECT 2;\n```\n", ""));
    }

    @Test
    void movingKeepsTheBytesOfWhatMoves() {
        assertThat(edited(TWO_CELLS, move("b", "~prose@")))
                .isEqualTo(
                        """
                        ---
                        drey: 1
                        ---
                        # Title

                        ```sql cell id=b
                        SELECT 2;
                        ```

                        ```sql cell id=a mode=batch
                        SELECT 1;
                        ```
                        """);
        assertThat(edited(TWO_CELLS, move("b", "a"))).isEqualTo(TWO_CELLS);
        assertThat(edited(TWO_CELLS, move("~prose@", null))).isEqualTo(TWO_CELLS);
    }

    @Test
    void textBlocksThatBecomeNeighboursStayTwo() {
        String text = "one\n\n```sql cell id=a\n```\n\ntwo\n";
        NotebookDocument after = parse(text).apply(List.of(delete("a")));
        assertThat(text(after)).isEqualTo("one\n\n<!-- -->\ntwo\n");
        assertThat(after.blocks()).extracting(NotebookBlock::text).containsExactly("one", "two");
        assertThat(edited(text, insertProse("~prose@", "more")))
                .startsWith("one\n\n<!-- -->\nmore\n\n```sql");
    }

    @Test
    void anEmptyTextBlockStaysABlock() {
        NotebookDocument emptied = parse(TWO_CELLS).apply(List.of(replace("~prose@", "")));
        assertThat(block(emptied, "~prose@").text()).isEmpty();
        assertThat(text(emptied.apply(List.of(replace("~prose@", "# Title")))))
                .isEqualTo(TWO_CELLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"```\nopen", "~~~~\nopen", "<!-- open", "````sql cell\nopen"})
    void textLeftOpenDoesNotSwallowTheCellsBehind(String open) {
        NotebookDocument after = parse(TWO_CELLS).apply(List.of(replace("~prose@", open)));
        assertThat(after.blocks()).extracting(NotebookBlock::key).contains("a", "b");
    }

    @Test
    void aRuleThatComesToTheTopIsNotFrontMatter() {
        String text = "```sql cell id=a\n```\n\n---\n\ntext: x\n\n---\n";
        NotebookDocument after = parse(text).apply(List.of(delete("a")));
        assertThat(after.blocks())
                .extracting(NotebookBlock::kind)
                .containsExactly(NotebookBlock.Kind.PROSE);
    }

    @Test
    void frontMatterIsReplacedBetweenItsLines() {
        assertThat(edited(TWO_CELLS, replace("~front@", "drey: 1\ntitle: New")))
                .isEqualTo(TWO_CELLS.replace("drey: 1\n", "drey: 1\ntitle: New\n"));
        assertBad(replace("~front@", "drey: 1\n---\nmore"));
        assertBad(move("~front@", "a"));
    }

    @Test
    void aDamagedCellCanBeMended() {
        String text = "```sql cell id=a\nSELECT 1;\n\n```sql cell id=b\n```\n";
        NotebookDocument damaged = parse(text);
        assertThat(damaged.isDamaged()).isTrue();
        NotebookDocument mended =
                damaged.apply(List.of(replace("~damaged@", "```sql cell id=a\nSELECT 1;\n```")));
        assertThat(mended.isDamaged()).isFalse();
        assertThat(text(mended)).isEqualTo(text.replace("1;\n", "1;\n```\n"));
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        assertBad(replace("nobody", "x"));
        assertBad(delete("~nothing@"));
        assertBad(attributes("~prose@", Map.of()));
        assertBad(attributes("a", Map.of("not a key", "x")));
        assertBad(attributes("a", Map.of("key", "back`tick")));
        assertBad(move("a", "nobody"));
        assertBad(new NotebookEdit(NotebookEdit.Op.REPLACE, "a", null, null, null, null, null));
    }

    private static String edited(String text, NotebookEdit... edits) {
        return text(parse(text).apply(List.of(edits)));
    }

    private static void assertBad(NotebookEdit edit) {
        assertThatThrownBy(() -> edited(TWO_CELLS, edit))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.BAD_REQUEST));
    }
}
