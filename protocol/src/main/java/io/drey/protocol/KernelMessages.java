package io.drey.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a kernel says to the server. */
public final class KernelMessages {
    private KernelMessages() {}

    /** The first message of every connection. */
    public record Hello(
            int protocolMin,
            int protocolMax,
            String runtime,
            String flinkVersion,
            String javaVersion,
            long pid,
            long lastSeq)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.HELLO;
        }
    }

    /**
     * The kernel is warm (before {@code configure}) or bound (answering it).
     *
     * @param notebook what the notebook asked for when the session began
     * @param warnings what of that does not count, or may mean nothing
     */
    public record Ready(
            boolean isConfigured,
            long elapsedMillis,
            Map<String, String> notebook,
            List<String> warnings)
            implements Message {
        /** A kernel that is warm, and no notebook's yet. */
        public static Ready warm(long elapsedMillis) {
            return new Ready(false, elapsedMillis, Map.of(), List.of());
        }

        @Override
        public MessageKind kind() {
            return MessageKind.READY;
        }
    }

    /**
     * A statement began or ended. The same index may be told several times; the last one counts.
     *
     * @param what its leading words, such as {@code CREATE TABLE}
     * @param state {@code running}, {@code streaming}, {@code succeeded}, {@code failed} or {@code
     *     cancelled}. A SELECT stays {@code running} (bounded) or {@code streaming} (unbounded):
     *     its end is told by its result. A batch INSERT is {@code running} until its job ended.
     */
    public record Statement(
            String run,
            int index,
            String what,
            int startLine,
            int startColumn,
            int endLine,
            int endColumn,
            String state,
            @Nullable String message,
            @Nullable Failure failure,
            long elapsedMillis)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.STATEMENT;
        }
    }

    /**
     * Why a statement failed.
     *
     * @param code a name of the error catalog
     * @param line place in the run's source, from 1; 0 when unknown (so are the others)
     * @param detail the engine's full text
     */
    public record Failure(
            String code,
            String message,
            @Nullable String suggestion,
            int line,
            int column,
            int endLine,
            int endColumn,
            @Nullable String detail) {}

    /**
     * A column of a result; {@code shape} is number, string, boolean, temporal, binary or nested.
     */
    public record Column(String name, String type, String shape) {}

    /**
     * A statement will produce rows. Told before its job is submitted.
     *
     * @param result the id the kernel chose: {@code <run>-<statement index>}
     * @param mode {@code batch} or {@code streaming}
     * @param changelog {@code append}, {@code upsert} or {@code retract}
     * @param upsertKey names of the key's columns
     * @param path {@code sink}, {@code collect} or {@code kernel}
     */
    public record ResultOpened(
            String run,
            int statement,
            String result,
            List<Column> columns,
            String mode,
            String changelog,
            List<String> upsertKey,
            String path)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.RESULT_OPENED;
        }
    }

    /**
     * A job was submitted for a statement.
     *
     * @param isDetached whether it lives on without a viewer, as an INSERT does
     */
    public record Job(
            String run, int statement, String job, @Nullable String name, boolean isDetached)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.JOB;
        }
    }

    /**
     * The kernel is done with a run; results of its queries may still be filling.
     *
     * @param state {@code succeeded}, {@code failed} or {@code cancelled}
     */
    public record RunEnded(String run, String state, @Nullable Failure failure) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.RUN_ENDED;
        }
    }

    /**
     * One thing that could stand at the caret.
     *
     * @param what its kind, such as {@code column} or {@code function}
     * @param detail a few words to stand beside it, such as a type or how it is called
     * @param help a sentence or two
     */
    public record Completion(
            String text, String what, @Nullable String detail, @Nullable String help) {}

    /**
     * Answers {@link ServerMessages.Complete}.
     *
     * @param from offset where the text that each would replace begins
     * @param isWhole false when there is more than is given
     */
    public record Completions(long request, int from, boolean isWhole, List<Completion> items)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.COMPLETIONS;
        }
    }

    /**
     * Text that puts something right.
     *
     * @param label what to call it
     * @param line where the text goes, from 1
     */
    public record Remedy(String label, int line, int column, String text) {}

    /** Something that works, but may not be meant. The place is as a failure's. */
    public record Warning(
            String message,
            String suggestion,
            int line,
            int column,
            int endLine,
            int endColumn,
            Remedy remedy) {}

    /** Answers {@link ServerMessages.Check}; at most one failure for each statement. */
    public record Checked(long request, List<Failure> failures, List<Warning> warnings)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.CHECKED;
        }
    }

    /**
     * Where an operator's rows come from.
     *
     * @param node id of the node that sends them
     * @param sent how they are spread over the tasks; null when they stay where they are
     */
    public record PlanInput(int node, @Nullable String sent) {}

    /**
     * An operator of a plan.
     *
     * @param id from 0; nodes stand behind their inputs
     * @param what its kind: source, sink, join, group, sort or other
     * @param operator Flink's own name of it
     * @param facts what it tells of itself, such as its keys
     * @param changes the kinds of changes that leave it, such as {@code +I -D}; null in batch mode
     * @param isUnbounded whether it reads a table without an end
     * @param warning what may not be meant
     */
    public record PlanNode(
            int id,
            String what,
            String title,
            String operator,
            List<Fact> facts,
            @Nullable String changes,
            boolean isUnbounded,
            @Nullable String warning,
            List<PlanInput> inputs) {}

    /**
     * How a statement would be run.
     *
     * @param statement its index in the text, from 0
     * @param what its leading words
     * @param line where it begins, from 1
     * @param text as EXPLAIN shows it
     */
    public record Plan(int statement, String what, int line, String text, List<PlanNode> nodes) {}

    /**
     * Answers {@link ServerMessages.Explain}.
     *
     * @param plans of the statements that would run a job
     * @param failure why there are no more plans; null when there is one for each
     */
    public record Explained(long request, List<Plan> plans, @Nullable Failure failure)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.EXPLAINED;
        }
    }

    /** A name and what there is to say of it, such as a column and its type. */
    public record Fact(String name, String value) {}

    /**
     * What a word stands for.
     *
     * @param from offset of the word's first character; {@code to} is after its last one
     * @param what its kind, such as {@code table} or {@code function}
     * @param text a sentence or two
     * @param lines short ones, such as how a function is called or a table's primary key
     * @param columns of a table, with their types
     */
    public record Description(
            int from,
            int to,
            String what,
            String title,
            @Nullable String text,
            List<String> lines,
            List<Fact> columns) {}

    /**
     * A call that is being written.
     *
     * @param signatures the ways to call it
     * @param argument which argument the place is in, from 0
     */
    public record Call(String name, List<String> signatures, @Nullable String text, int argument) {}

    /** Answers {@link ServerMessages.Describe}; null where there is nothing to say. */
    public record Described(long request, @Nullable Description word, @Nullable Call call)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.DESCRIBED;
        }
    }

    /**
     * Something worth showing beside a run, such as a warning; {@code level} is info or warning.
     */
    public record Log(@Nullable String run, String level, String text) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.LOG;
        }
    }

    /** The kernel ends. */
    public record Bye(String why) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.BYE;
        }
    }
}
