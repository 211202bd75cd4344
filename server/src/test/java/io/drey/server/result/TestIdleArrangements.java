package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.SortColumn;
import io.drey.server.result.arrange.Arranger;
import io.drey.server.result.view.RowSelection;
import io.drey.server.result.view.TableRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestIdleArrangements {
    private static final Arrangement GREATEST_FIRST =
            new Arrangement(List.of(new SortColumn("id", true)), null, null);

    @TempDir private Path directory;
    private TestingResults results;

    @BeforeEach
    void start() throws IOException {
        results = new TestingResults(directory);
    }

    @AfterEach
    void stop() {
        results.close();
    }

    @Test
    void whoeverComesBackWithinAMinuteFindsTheArrangement() throws IOException {
        StoredResult result = results.open(ChangelogKind.UPSERT);
        results.store(1, TestingRows.inserts(0, 500));
        ResultUpkeep upkeep = new ResultUpkeep(results.service);
        LiveArrangement first = result.arrange(GREATEST_FIRST).orElseThrow();
        first.pickWhole(0, 1, Duration.ofMinutes(1)).close();
        first.release();
        results.clock.advance(Duration.ofSeconds(50));
        upkeep.tidy();
        LiveArrangement again = result.arrange(GREATEST_FIRST).orElseThrow();
        assertThat(again).isSameAs(first);
        results.clock.advance(Duration.ofMinutes(5));
        upkeep.tidy();
        assertThat(again.acquire()).isTrue();
        again.release();
        again.release();
        results.clock.advance(Duration.ofSeconds(60));
        upkeep.tidy();
        assertThat(first.acquire()).isFalse();
        assertThat(result.arrange(GREATEST_FIRST).orElseThrow()).isNotSameAs(first);
    }

    @Test
    void theOnesLeftLongestGoWhenTheyHoldMuchMemory() throws IOException {
        List<String> closed = new ArrayList<>();
        for (String name : List.of("one", "two", "three", "four", "five")) {
            LiveArrangement each = arrangement(() -> closed.add(name));
            each.acquire();
            each.pickWhole(0, 1, Duration.ofMinutes(1)).close();
            each.release();
        }
        assertThat(closed).containsExactly("one", "two", "three");
    }

    private LiveArrangement arrangement(Runnable onClosed) {
        return new LiveArrangement(
                results.service.context(),
                directory,
                TestingRows.SCHEMA,
                new Arranger(TestingRows.SCHEMA, GREATEST_FIRST),
                new LiveArrangement.Source() {
                    @Override
                    public long version() {
                        return 1;
                    }

                    @Override
                    public LiveArrangement.Frozen freeze() {
                        return new LiveArrangement.Frozen(new PlacesOfMany(), 1, 1, 0);
                    }

                    @Override
                    public void tellChanged() {
                        // Nobody watches.
                    }

                    @Override
                    public void closed(LiveArrangement arrangement) {
                        onClosed.run();
                    }
                });
    }

    /** Holds 15 MB, though there is nothing to sort. */
    private static final class PlacesOfMany implements TableRows {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public long heapBytes() {
            return 15 << 20;
        }

        @Override
        public Scan scan(int from, int end) {
            throw new AssertionError("looked at");
        }

        @Override
        public RowSelection pick(int[] positions) {
            return PickedRows.none(TestingRows.SCHEMA, null).rows();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
