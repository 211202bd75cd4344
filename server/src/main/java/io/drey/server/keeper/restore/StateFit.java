package io.drey.server.keeper.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each operator's state when a plan starts from a restore point.
 *
 * <p>Decided before the running job is stopped, by the rules that Flink applies afterwards. Pure.
 *
 * @param operators those of the plan in its order, then those that only the restore point has
 */
public record StateFit(List<OperatorFit> operators) {
    public StateFit {
        operators = List.copyOf(operators);
    }

    /** What becomes of one operator's state. */
    public enum Fate {
        /** The operator goes on with it. */
        KEPT,
        /** No operator of the plan takes it up; Flink refuses unless it may be dropped. */
        LOST,
        /** The operator was not there before, and begins empty. */
        NEW,
        /** The operator is there, but Flink cannot give its state to it. */
        CANNOT
    }

    /**
     * One operator.
     *
     * @param why in a sentence
     * @param remedy what to do about it; null where nothing needs to be done
     */
    public record OperatorFit(
            String hash, String name, Fate fate, String why, @Nullable String remedy) {}

    /** Compares by Flink's ids. */
    public static StateFit of(List<PlannedOperator> plan, List<SavedOperator> saved) {
        Map<String, SavedOperator> state = new LinkedHashMap<>();
        saved.forEach(operator -> state.put(operator.hash(), operator));
        Set<String> planned = new HashSet<>();
        plan.forEach(operator -> planned.add(operator.hash()));
        List<SavedOperator> left =
                saved.stream()
                        .filter(operator -> !planned.contains(operator.hash()))
                        // Flink does not mind what never had state.
                        .filter(operator -> operator.bytes() > 0)
                        .toList();
        Map<String, PlannedOperator> successors = successors(plan, state, left);
        List<OperatorFit> fits = new ArrayList<>();
        for (PlannedOperator operator : plan) {
            fits.add(fit(operator, state.get(operator.hash())));
        }
        left.forEach(operator -> fits.add(lost(operator, successors.get(operator.hash()))));
        return new StateFit(fits);
    }

    /** Whether Flink would start the plan with nothing lost. */
    public boolean isWhole() {
        return !has(Fate.LOST) && !has(Fate.CANNOT);
    }

    /** Whether Flink would start the plan if it may drop state. */
    public boolean canStart() {
        return !has(Fate.CANNOT);
    }

    private boolean has(Fate fate) {
        return operators.stream().anyMatch(operator -> operator.fate() == fate);
    }

    private static OperatorFit fit(PlannedOperator operator, @Nullable SavedOperator saved) {
        if (saved == null) {
            String why = "The restore point has no state of it; it begins empty.";
            return of(operator, Fate.NEW, why, null);
        }
        int groups = saved.maxParallelism();
        if (operator.parallelism() > groups) {
            return of(
                    operator,
                    Fate.CANNOT,
                    "Its state has "
                            + groups
                            + " key groups, too few for a parallelism of "
                            + operator.parallelism()
                            + ".",
                    "Set a parallelism of at most " + groups + ", or start without state.");
        }
        Integer most = operator.maxParallelism();
        if (most != null && most != groups) {
            return of(
                    operator,
                    Fate.CANNOT,
                    "Its state has "
                            + groups
                            + " key groups, and the plan asks for a maximum parallelism of "
                            + most
                            + ".",
                    "Set 'pipeline.max-parallelism' to " + groups + ", or leave it out.");
        }
        if (saved.isFinished()) {
            String why = "It had come to its end and does not run again.";
            return of(operator, Fate.KEPT, why, null);
        }
        return of(operator, Fate.KEPT, kept(operator, saved), null);
    }

    private static String kept(PlannedOperator operator, SavedOperator saved) {
        if (saved.bytes() == 0) {
            return "It had no state.";
        }
        return saved.parallelism() == operator.parallelism()
                ? "It goes on with its state."
                : "It goes on with its state, which is divided anew among "
                        + operator.parallelism()
                        + " instead of "
                        + saved.parallelism()
                        + " subtasks.";
    }

    private static OperatorFit lost(SavedOperator saved, @Nullable PlannedOperator successor) {
        String name = saved.name() == null ? saved.hash() : saved.name();
        String why = "No operator of the plan takes up its " + saved.bytes() + " bytes of state.";
        String remedy =
                successor == null
                        ? "Bring the operator back, or allow state to be dropped."
                        : "The plan has an operator of this name under another id ("
                                + successor.hash()
                                + "): give both the same uid, undo what changed the plan around"
                                + " it, or allow state to be dropped.";
        return new OperatorFit(saved.hash(), name, Fate.LOST, why, remedy);
    }

    /** New operators that bear the name of a lost one, where that tells one from all others. */
    private static Map<String, PlannedOperator> successors(
            List<PlannedOperator> plan,
            Map<String, SavedOperator> state,
            List<SavedOperator> left) {
        Map<String, PlannedOperator> successors = new HashMap<>();
        for (SavedOperator lost : left) {
            List<PlannedOperator> namesakes =
                    plan.stream()
                            .filter(operator -> !state.containsKey(operator.hash()))
                            .filter(operator -> operator.name().equals(lost.name()))
                            .toList();
            long rivals =
                    left.stream()
                            .filter(other -> Objects.equals(other.name(), lost.name()))
                            .count();
            if (namesakes.size() == 1 && rivals == 1) {
                successors.put(lost.hash(), namesakes.get(0));
            }
        }
        return successors;
    }

    private static OperatorFit of(
            PlannedOperator operator, Fate fate, String why, @Nullable String remedy) {
        return new OperatorFit(operator.hash(), operator.name(), fate, why, remedy);
    }
}
