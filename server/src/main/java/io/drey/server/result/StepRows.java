package io.drey.server.result;

import io.drey.model.ResultStep;
import io.drey.server.result.replay.Step;
import io.drey.server.result.view.RowSelection.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the steps that led to a moment as values for JSON. */
final class StepRows {
    private static final List<String> OPS = List.of("+I", "-U", "+U", "-D");

    private StepRows() {}

    /** The steps of the last so many changes. */
    static List<ResultStep> of(ShownMoment shown, int changes) throws IOException {
        int[] columns = RowsOut.columns(shown.schema(), null);
        Iterator<List<@Nullable Object>> rows = values(shown.stepRows(), columns).iterator();
        List<ResultStep> steps = new ArrayList<>();
        for (Step step : shown.picked().steps()) {
            ResultStep read = read(step, rows);
            if (step.begin() >= shown.moment().at() - changes) {
                steps.add(read);
            }
        }
        return steps;
    }

    private static List<List<@Nullable Object>> values(PickedRows picked, int[] columns)
            throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
            for (int row = run.from(); row < run.from() + run.count(); row++) {
                rows.add(RowsOut.values(run, row, columns));
            }
        }
        return rows;
    }

    private static String opOf(Step step) {
        return OPS.get(step.op() & 3);
    }

    private static ResultStep read(Step step, Iterator<List<@Nullable Object>> rows) {
        return new ResultStep(
                step.end(),
                ResultMoments.toInstant(step.arrivedAt()),
                opOf(step),
                step.before() == Step.NOWHERE ? null : rows.next(),
                step.after() == Step.NOWHERE ? null : rows.next());
    }
}
