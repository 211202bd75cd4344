package io.drey.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.protocol.KernelMessages.Log;
import io.drey.protocol.RowFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TestOutbox {
    private final Outbox outbox = new Outbox();

    @Test
    void numbersMessagesInOrder() throws InterruptedException {
        add("a");
        add("b");

        assertThat(drain()).containsExactly("1", "2");
    }

    @Test
    void sendsAgainWhatDidNotArrive() throws InterruptedException {
        add("a");
        add("b");
        add("c");
        drain();
        add("d");

        outbox.rewindTo(1);

        assertThat(drain()).containsExactly("2", "3", "4");
    }

    @Test
    void sendsRowsAgainThatFollowedTheLastArrivedMessage() throws InterruptedException {
        add("a");
        addRows(3);
        add("b");
        addRows(4);
        drain();

        outbox.rewindTo(2);

        assertThat(drain()).containsExactly("rows after 2");
    }

    @Test
    void forgetsOldMessagesThatWereSent() throws InterruptedException {
        for (int i = 0; i < 40; i++) {
            addRows(1 << 20);
            drain();
        }

        outbox.rewindTo(0);

        assertThat(drain()).hasSizeBetween(10, 17);
    }

    @Test
    void makesWritersWaitWhenTooMuchIsUnsent() throws Exception {
        for (int i = 0; i < 64; i++) {
            addRows(1 << 20);
        }
        CompletableFuture<Void> late = CompletableFuture.runAsync(() -> addRows(1));
        assertThatThrownBy(() -> late.get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);

        assertThat(outbox.take(Duration.ZERO)).isPresent();

        late.get(10, TimeUnit.SECONDS);
    }

    @Test
    void letsWaitingWritersGoWhenItCloses() {
        for (int i = 0; i < 65; i++) {
            if (i < 64) {
                addRows(1 << 20);
            }
        }
        CompletableFuture<Void> late = CompletableFuture.runAsync(() -> addRows(1));

        outbox.close();

        assertThatThrownBy(late::join).hasRootCauseInstanceOf(CancellationException.class);
    }

    private void add(String text) {
        outbox.add(new Log(null, "info", text), null);
    }

    private void addRows(int bytes) {
        outbox.add(
                new RowFrame(
                        new RowFrame.Header("r", "batch", 1, 1, null), ByteBuffer.allocate(bytes)));
    }

    private List<String> drain() throws InterruptedException {
        List<String> items = new ArrayList<>();
        for (Optional<Outbox.Item> item = outbox.take(Duration.ZERO);
                item.isPresent();
                item = outbox.take(Duration.ZERO)) {
            String number = Long.toString(item.get().seq());
            items.add(item.get().isText() ? number : "rows after " + number);
        }
        return items;
    }
}
