package io.drey.server.keeper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.server.keeper.restore.StateFit.OperatorFit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestStateFit {
    /**
     * Planned operators are written {@code hash(parallelism)} or {@code hash(parallelism/maximum)},
     * saved ones {@code hash(parallelism/key groups)bytes}, those at their end with an exclamation
     * mark.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    the same program                     | a(2) b(2)  | a(2/128)9 b(2/128)0  | a KEPT, b KEPT   | whole
                    an operator that was not there       | a(2) c(2)  | a(2/128)9            | a KEPT, c NEW    | whole
                    one that is gone with its state      | a(2)       | a(2/128)9 b(2/128)5  | a KEPT, b LOST   | droppable
                    one that is gone and had no state    | a(2)       | a(2/128)9 b(2/128)0  | a KEPT           | whole
                    a new id                             | c(2)       | a(2/128)9            | c NEW, a LOST    | droppable
                    another parallelism                  | a(4)       | a(2/128)9            | a KEPT           | whole
                    as many subtasks as key groups       | a(128)     | a(2/128)9            | a KEPT           | whole
                    more subtasks than key groups        | a(129)     | a(2/128)9            | a CANNOT         | impossible
                    more, though it has no state         | a(129)     | a(2/128)0            | a CANNOT         | impossible
                    the maximum that was                 | a(2/128)   | a(2/128)9            | a KEPT           | whole
                    another maximum                      | a(2/256)   | a(2/128)9            | a CANNOT         | impossible
                    a lower maximum                      | a(2/64)    | a(2/128)9            | a CANNOT         | impossible
                    another maximum of a new operator    | c(2/256)   | a(2/128)0            | c NEW            | whole
                    one that had come to its end         | a(2)       | a(2/128)0!           | a KEPT           | whole
                    lost and impossible at once          | a(200)     | a(2/128)9 b(2/128)5  | a CANNOT, b LOST | impossible
                    nothing was saved                    | a(2) b(2)  | -                    | a NEW, b NEW     | whole
                    nothing is planned                   | -          | a(2/128)9            | a LOST           | droppable
                    """)
    void compares(String story, String plan, String saved, String fates, String verdict) {
        StateFit fit = StateFit.of(plan(plan), saved(saved));
        String found =
                fit.operators().stream()
                        .map(operator -> operator.hash() + " " + operator.fate())
                        .collect(Collectors.joining(", "));
        assertThat(found).isEqualTo(fates);
        assertThat(fit.isWhole()).isEqualTo(verdict.equals("whole"));
        assertThat(fit.canStart()).isEqualTo(!verdict.equals("impossible"));
        for (OperatorFit operator : fit.operators()) {
            boolean needsRemedy =
                    operator.fate() == StateFit.Fate.LOST
                            || operator.fate() == StateFit.Fate.CANNOT;
            assertThat(operator.remedy() != null).as("%s", operator).isEqualTo(needsRemedy);
            assertThat(operator.why()).endsWith(".");
        }
    }

    @Test
    void saysWhatToDo() {
        assertThat(first("a(129)", "a(2/128)9"))
                .extracting(OperatorFit::why, OperatorFit::remedy)
                .containsExactly(
                        "Its state has 128 key groups, too few for a parallelism of 129.",
                        "Set a parallelism of at most 128, or start without state.");
        assertThat(first("a(2/256)", "a(2/128)9").remedy())
                .isEqualTo("Set 'pipeline.max-parallelism' to 128, or leave it out.");
        assertThat(first("a(4)", "a(2/128)9").why())
                .isEqualTo(
                        "It goes on with its state, which is divided anew among 4 instead of 2"
                                + " subtasks.");
    }

    @Test
    void namesTheOperatorThatALostOneHasProbablyBecome() {
        PlannedOperator now = new PlannedOperator("new", "GroupAggregate", 2, null);
        SavedOperator before = new SavedOperator("old", "GroupAggregate", 2, 128, 9, false);
        StateFit fit = StateFit.of(List.of(now), List.of(before));
        assertThat(fit.operators().get(1).name()).isEqualTo("GroupAggregate");
        assertThat(fit.operators().get(1).remedy()).contains("under another id (new)", "uid");
        // Two of that name: either could be meant.
        PlannedOperator twin = new PlannedOperator("newer", "GroupAggregate", 2, null);
        assertThat(StateFit.of(List.of(now, twin), List.of(before)).operators().get(2).remedy())
                .isEqualTo("Bring the operator back, or allow state to be dropped.");
    }

    private static OperatorFit first(String plan, String saved) {
        return StateFit.of(plan(plan), saved(saved)).operators().get(0);
    }

    private static List<PlannedOperator> plan(String text) {
        return words(text)
                .map(word -> word.split("[(/)]"))
                .map(
                        parts ->
                                new PlannedOperator(
                                        parts[0],
                                        "operator " + parts[0],
                                        Integer.parseInt(parts[1]),
                                        parts.length > 2 ? Integer.valueOf(parts[2]) : null))
                .toList();
    }

    private static List<SavedOperator> saved(String text) {
        return words(text)
                .map(word -> word.split("[(/)]"))
                .map(
                        parts ->
                                new SavedOperator(
                                        parts[0],
                                        null,
                                        Integer.parseInt(parts[1]),
                                        Integer.parseInt(parts[2]),
                                        Long.parseLong(parts[3].replace("!", "")),
                                        parts[3].endsWith("!")))
                .toList();
    }

    private static Stream<String> words(String text) {
        return text.equals("-") ? Stream.of() : Stream.of(text.split(" "));
    }
}
