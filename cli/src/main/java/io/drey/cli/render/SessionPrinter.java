package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.model.KernelInfo;
import io.drey.model.SessionInfo;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a notebook's session at the terminal. */
public final class SessionPrinter {
    private final Console console;

    public SessionPrinter(Console console) {
        this.console = requireNonNull(console, "console");
    }

    /**
     * Prints it.
     *
     * @param asked what the notebook's file asks for
     * @param session empty while the notebook has no kernel
     */
    public void print(Map<String, String> asked, Optional<SessionInfo> session) {
        session.ifPresentOrElse(
                this::printFacts,
                () -> console.say("No kernel yet; it starts with the first run."));
        printAsked(asked, session.map(SessionInfo::kernel).map(KernelInfo::settings).orElse(null));
        session.ifPresent(this::printContent);
    }

    private void printFacts(SessionInfo session) {
        KernelInfo kernel = session.kernel();
        fact("kernel", kernel.id() + "  " + Labels.of(kernel.state()));
        fact("", kernel.why());
        fact("runs on", "Flink " + kernel.runtime() + ", cluster " + kernel.cluster());
        fact("process", kernel.pid() == null ? null : "pid " + kernel.pid());
        if (session.uptimeMillis() != null) {
            fact("up for", Words.duration(Duration.ofMillis(session.uptimeMillis())));
        }
        fact("memory", kernel.memoryBytes() == null ? null : Words.bytes(kernel.memoryBytes()));
        if (session.heapUsedBytes() != null && session.heapMaxBytes() != null) {
            fact(
                    "heap",
                    Words.bytes(session.heapUsedBytes())
                            + " of "
                            + Words.bytes(session.heapMaxBytes()));
        }
    }

    private void printAsked(Map<String, String> asked, @Nullable Map<String, String> begun) {
        if (!asked.isEmpty()) {
            heading("The file asks");
            ObjectTable table = ObjectTable.of("setting", "value");
            asked.forEach(table::add);
            table.print(console.out(), console.outStyle());
        }
        if (begun != null && !begun.equals(asked)) {
            console.say(
                    console.errStyle().yellow("note: ")
                            + "the kernel began with other settings than the file asks for now;"
                            + " they take effect when it is restarted.");
        }
    }

    private void printContent(SessionInfo session) {
        for (String warning : session.kernel().warnings()) {
            console.say(console.errStyle().yellow("warning: ") + ValueText.toSafeLines(warning));
        }
        if (!session.objects().isEmpty()) {
            heading("A restart loses");
            ObjectTable table = ObjectTable.of("kind", "name");
            session.objects().forEach(it -> table.add(it.kind(), it.name()));
            table.print(console.out(), console.outStyle());
        }
        if (!session.settings().isEmpty()) {
            heading("Changed settings");
            ObjectTable table = ObjectTable.of("setting", "value", "was", "set by");
            for (SessionInfo.Setting it : session.settings()) {
                Object by = it.cell() == null ? it.runId() : it.cell();
                table.add(it.key(), it.value(), it.original(), by);
            }
            table.print(console.out(), console.outStyle());
        }
        if (!session.jars().isEmpty()) {
            heading("Jars");
            session.jars().forEach(jar -> console.out().println(ValueText.toCell(jar)));
        }
    }

    private void heading(String text) {
        console.out().println();
        console.out().println(console.outStyle().bold(text));
    }

    private void fact(String name, @Nullable String value) {
        if (value != null) {
            console.out().printf("%-10s%s%n", name, ValueText.toCell(value));
        }
    }
}
