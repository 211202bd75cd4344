package io.drey.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.DiffLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestLineDiff {
    @Test
    void showsWhatDiffersWithAFewLinesAround() {
        String before = numbers(1, 20);
        String after = before.replace("10\n", "ten\nand more\n");
        assertThat(words(LineDiff.between(before, after)))
                .containsExactly(
                        "folded 1:1 6",
                        "same 7:7",
                        "same 8:8",
                        "same 9:9",
                        "removed 10:0 10",
                        "added 0:10 ten",
                        "added 0:11 and more",
                        "same 11:12",
                        "same 12:13",
                        "same 13:14",
                        "folded 14:15 7");
        assertThat(LineDiff.between(before, before)).isEmpty();
    }

    @Test
    void bothTextsCanBeReadFromTheLines() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            String before = text(random);
            String after = text(random);
            List<DiffLine> lines = LineDiff.between(before, after);
            if (before.equals(after) || lines.stream().anyMatch(it -> it.left() > 0)) {
                continue;
            }
            assertThat(side(lines, DiffLine.Op.ADDED)).isEqualTo(before);
            assertThat(side(lines, DiffLine.Op.REMOVED)).isEqualTo(after);
        }
    }

    @Test
    void findsTheFewestChanges() {
        List<DiffLine> lines = LineDiff.between("a\nb\nc\na\nb\nb\na", "c\nb\na\nb\na\nc");
        assertThat(lines)
                .filteredOn(it -> it.op() == DiffLine.Op.ADDED || it.op() == DiffLine.Op.REMOVED)
                .hasSize(5);
    }

    @Test
    void whatIsVeryLongIsCutAndSaysHowMuch() {
        List<DiffLine> lines = LineDiff.between(numbers(1, 20_000), numbers(30_001, 60_000));
        DiffLine last = lines.get(lines.size() - 1);
        assertThat(last.op()).isEqualTo(DiffLine.Op.CUT);
        assertThat(last.left() + lines.size() - 1).isEqualTo(50_000);
        List<DiffLine> wide = LineDiff.between("x", "y".repeat(5_000));
        assertThat(wide.get(1).text()).hasSize(2_000);
        assertThat(wide.get(1).left()).isEqualTo(3_000);
    }

    private static List<String> words(List<DiffLine> lines) {
        List<String> words = new ArrayList<>();
        for (DiffLine line : lines) {
            String text = line.left() > 0 ? " " + line.left() : " " + line.text();
            boolean isSame = line.op() == DiffLine.Op.SAME;
            String op = line.op().name().toLowerCase(java.util.Locale.ROOT);
            words.add(op + " " + line.before() + ":" + line.after() + (isSame ? "" : text));
        }
        return words;
    }

    private static String side(List<DiffLine> lines, DiffLine.Op without) {
        return lines.stream()
                .filter(line -> line.op() != without)
                .map(DiffLine::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(Random random) {
        return IntStream.range(0, random.nextInt(7) + 1)
                .mapToObj(i -> "" + (char) ('a' + random.nextInt(3)))
                .collect(Collectors.joining("\n"));
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n"));
    }
}
