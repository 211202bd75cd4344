package io.drey.cli.sql;

import io.drey.cli.render.OutputFormat;
import io.drey.cli.shell.Console;
import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A terminal opened only when a live table may be shown on it. */
public final class LiveTerminal implements AutoCloseable {
    private final @Nullable Terminal terminal;
    private final @Nullable LiveTable table;

    private LiveTerminal(@Nullable Terminal terminal, @Nullable LiveTable table) {
        this.terminal = terminal;
        this.table = table;
    }

    /** Opens one when input and output are a terminal and the settings ask for a stream's table. */
    public static LiveTerminal openFor(DreyClient client, Console console, SqlSettings settings) {
        boolean isWanted =
                console.isInTerminal()
                        && console.isOutTerminal()
                        && settings.mode() == ExecutionMode.STREAMING
                        && settings.format() == OutputFormat.table;
        if (!isWanted) {
            return new LiveTerminal(null, null);
        }
        Terminal terminal = open();
        return new LiveTerminal(terminal, new LiveTable(client, console, terminal));
    }

    static Terminal open() {
        try {
            return TerminalBuilder.builder().system(true).dumb(true).build();
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.INTERNAL, "terminal: cannot be opened", e);
        }
    }

    public @Nullable LiveTable table() {
        return table;
    }

    @Override
    public void close() {
        if (terminal == null) {
            return;
        }
        try {
            terminal.close();
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.INTERNAL, "terminal: cannot be closed", e);
        }
    }
}
