package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.Locale;

/** How long a text may be that a kernel shall read: it is stored and told with its run. */
final class SourceLength {
    /** Ten thousand statements of a hundred characters. */
    static final int MOST = 1 << 20;

    private SourceLength() {}

    /**
     * Refuses what is too long.
     *
     * @throws DreyException SOURCE_TOO_LONG
     */
    static void require(String source) {
        if (source.length() > MOST) {
            throw new DreyException(
                    DreyErrorCode.SOURCE_TOO_LONG,
                    String.format(
                            Locale.ROOT,
                            "the text has %,d characters; at most %,d run at once",
                            source.length(),
                            MOST));
        }
    }
}
