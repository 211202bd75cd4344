package io.drey.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server says to a kernel. */
public final class ServerMessages {
    private ServerMessages() {}

    /**
     * Accepts a kernel's {@link KernelMessages.Hello}.
     *
     * @param protocol the version both sides speak from now on
     * @param epoch fencing number of this connection; a kernel that sees a greater one elsewhere
     *     stops
     * @param lastSeq the last message of the kernel that arrived; newer ones are to be sent again
     */
    public record Welcome(int protocol, long epoch, long lastSeq) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.WELCOME;
        }
    }

    /**
     * Binds a warm kernel to a cluster; sent once before the first run.
     *
     * @param cluster its name, such as {@code local}
     * @param restUrl where the cluster's JobManager answers
     * @param resultHost where tasks reach the server's result port
     * @param settings Flink settings every run starts from
     * @param notebook what the notebook asks for its session, by the keys its file has under {@code
     *     session}; counts once, when the session begins
     */
    public record Configure(
            String cluster,
            String restUrl,
            String resultHost,
            int resultPort,
            Map<String, String> settings,
            Map<String, String> notebook)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.CONFIGURE;
        }
    }

    /**
     * Runs source text. Answered by statements and one {@link KernelMessages.RunEnded}.
     *
     * @param mode {@code batch}, {@code streaming}, or null for the kernel's current mode
     * @param resultToken what the tasks of this run show at the result port
     * @param limit how many rows of each result are wanted at most; 0 means all
     */
    public record Run(
            String run,
            String language,
            String source,
            @Nullable String mode,
            String resultToken,
            long limit)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.RUN;
        }
    }

    /** Ends a run: the statement at work and the jobs of its results. */
    public record Cancel(String run) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.CANCEL;
        }
    }

    /**
     * Asks what could stand at a place. Answered by {@link KernelMessages.Completions}.
     *
     * @param request comes back with the answer, as answers need not come in the order asked
     * @param position characters before the caret
     */
    public record Complete(long request, String source, int position) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.COMPLETE;
        }
    }

    /**
     * Asks what is wrong with a text, which is not run. Answered by {@link KernelMessages.Checked}.
     *
     * @param request comes back with the answer
     * @param mode {@code batch}, {@code streaming}, or null for the kernel's current mode
     */
    public record Check(long request, String source, @Nullable String mode) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.CHECK;
        }
    }

    /**
     * Asks how a text would be run, which it is not. Answered by {@link KernelMessages.Explained}.
     *
     * @param request comes back with the answer
     * @param mode {@code batch}, {@code streaming}, or null for the kernel's current mode
     */
    public record Explain(long request, String source, @Nullable String mode) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.EXPLAIN;
        }
    }

    /**
     * Asks what a place is about. Answered by {@link KernelMessages.Described}.
     *
     * @param request comes back with the answer
     * @param position characters before the place
     */
    public record Describe(long request, String source, int position) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.DESCRIBE;
        }
    }

    /**
     * Tells a kernel how a result fares: when its job may be submitted, and whether rows arrive, so
     * that it can fall back when the tasks cannot reach the server.
     *
     * @param state {@code opened}, {@code connected}, {@code complete} or {@code closed}
     */
    public record ResultState(String result, String state) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.RESULT_STATE;
        }
    }

    /** Asks the kernel to end in good order. */
    public record Shutdown(String why) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.SHUTDOWN;
        }
    }
}
