package io.drey.server.run;

import io.drey.model.JobRef;
import io.drey.model.ResultId;
import io.drey.model.ResultState;
import io.drey.model.RunId;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.RowFrame;

/** What runs need of the result plane. */
public interface RunResults {
    /** Makes ready for a result's rows. Opening the same result again changes its path. */
    void open(RunId run, KernelMessages.ResultOpened opened, String token, long limit);

    void attachJob(ResultId result, JobRef job);

    /** Rows that a kernel sent itself. */
    void accept(RowFrame frame);

    /** Ends a result that has not ended yet. */
    void end(ResultId result, ResultState state, String why);
}
