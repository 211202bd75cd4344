package io.drey.server.keeper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.DeploymentAction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TestPlanner {
    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void plans(String story, List<String> cells) {
        Facts facts =
                Situation.read(
                        cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
        Plan plan = Planner.plan(facts, Situation.NOW);
        assertThat(text(plan.step()) + " " + plan.verdict()).isEqualTo(cells.get(6));
        assertThat(plan.why()).isNotBlank();
        assertThat(plan.evidence()).isNotEmpty();
    }

    @Test
    void everySituationHasAStoryOfItsOwn() throws IOException {
        List<String> stories = lines().stream().map(cells -> cells.get(0)).toList();
        assertThat(stories).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(150);
    }

    static Stream<Arguments> situations() throws IOException {
        return lines().stream().map(cells -> Arguments.of(cells.get(0), cells));
    }

    private static List<List<String>> lines() throws IOException {
        List<List<String>> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                TestPlanner.class.getResourceAsStream("/keeper/situations.txt"),
                                StandardCharsets.UTF_8))) {
            for (String line : reader.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    List<String> cells =
                            Stream.of(line.split("\\|", -1)).map(String::strip).toList();
                    assertThat(cells).as(line).hasSize(7);
                    lines.add(cells);
                }
            }
        }
        return lines;
    }

    private static String text(@Nullable Step step) {
        if (step == null) {
            return "wait";
        }
        String name = step.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        if (step instanceof Step.Submit submit) {
            String from = submit.restoreFrom() == null ? "" : " from " + submit.restoreFrom();
            return name + " " + submit.attempt() + from;
        }
        if (step instanceof Step.End end) {
            return name + " " + end.attempt() + " " + end.end();
        }
        if (step instanceof Step.Resend resend) {
            return name + " " + kind(resend.action());
        }
        if (step instanceof Step.Poll poll) {
            return name + " " + kind(poll.action());
        }
        if (step instanceof Step.Drop drop) {
            return name + " " + kind(drop.action());
        }
        return step instanceof Step.Resubmit || step instanceof Record record && isBare(record)
                ? name
                : name + " " + number(step);
    }

    private static boolean isBare(Record step) {
        return step.getClass().getRecordComponents().length == 0;
    }

    private static int number(Step step) {
        if (step instanceof Step.Stop stop) {
            return stop.attempt();
        }
        if (step instanceof Step.Cancel cancel) {
            return cancel.attempt();
        }
        if (step instanceof Step.Fence fence) {
            return fence.attempt();
        }
        if (step instanceof Step.Accepted accepted) {
            return accepted.attempt();
        }
        if (step instanceof Step.Runs runs) {
            return runs.attempt();
        }
        return ((Step.Reopen) step).attempt();
    }

    private static String kind(DeploymentAction action) {
        return action.kind().name().toLowerCase(Locale.ROOT);
    }
}
