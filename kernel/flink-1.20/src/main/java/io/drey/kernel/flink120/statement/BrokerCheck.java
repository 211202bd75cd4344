package io.drey.kernel.flink120.statement;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.TableScan;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.planner.operations.PlannerQueryOperation;
import org.apache.flink.table.planner.plan.schema.TableSourceTable;
import org.jspecify.annotations.Nullable;

/**
 * Warns of Kafka tables whose brokers do not answer.
 *
 * <p>Kafka's clients try for a minute before they say a word, and the job of a streaming INSERT is
 * restarted again and again. It is only a warning, since the kernel may see less than the tasks do.
 */
public final class BrokerCheck {
    private static final String BROKERS = "properties.bootstrap.servers";
    private static final int TIMEOUT_MILLIS = 3000;

    private BrokerCheck() {}

    /** Looks in the background for the brokers of the tables that an operation reads or writes. */
    public static void start(StatementRun statement, Operation operation) {
        List<ContextResolvedTable> tables = new ArrayList<>();
        collect(operation, tables);
        tables.removeIf(table -> brokers(table) == null);
        if (!tables.isEmpty()) {
            Thread thread =
                    new Thread(
                            () -> tables.forEach(table -> check(statement, table)),
                            "drey-broker-check");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void collect(@Nullable Operation operation, List<ContextResolvedTable> tables) {
        if (operation instanceof StatementSetOperation set) {
            set.getOperations().forEach(part -> collect(part, tables));
        } else if (operation instanceof SinkModifyOperation sink) {
            tables.add(sink.getContextResolvedTable());
            collect(sink.getChild(), tables);
        } else if (operation instanceof PlannerQueryOperation query) {
            new ScanVisitor(tables).go(query.getCalciteTree());
        }
    }

    private static @Nullable String brokers(ContextResolvedTable table) {
        Map<String, String> options = table.getTable().getOptions();
        boolean isKafka = options.getOrDefault("connector", "").matches("(?:upsert-)?kafka");
        return isKafka ? options.get(BROKERS) : null;
    }

    private static void check(StatementRun statement, ContextResolvedTable table) {
        String brokers = String.valueOf(brokers(table));
        Optional<String> problem = Optional.empty();
        for (String broker : brokers.split("\\s*,\\s*")) {
            problem = findProblem(broker);
            if (problem.isEmpty()) {
                return;
            }
        }
        statement.warn(
                ("No Kafka broker answers the kernel at %s, where the table `%s` is (%s)."
                                + " The job keeps trying; check '%s', and whether the broker runs.")
                        .formatted(
                                brokers,
                                table.getIdentifier().getObjectName(),
                                problem.orElseThrow(),
                                BROKERS));
    }

    private static Optional<String> findProblem(String broker) {
        int colon = broker.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(broker.substring(colon + 1));
            InetSocketAddress address =
                    new InetSocketAddress(broker.substring(0, Math.max(colon, 0)), port);
            if (address.isUnresolved()) {
                return Optional.of("unknown host");
            }
            socket.connect(address, TIMEOUT_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Optional.of("expected: host:port");
        }
    }

    /** Finds the tables that are read, those of views included. */
    private static final class ScanVisitor extends RelVisitor {
        private final List<ContextResolvedTable> tables;

        ScanVisitor(List<ContextResolvedTable> tables) {
            this.tables = tables;
        }

        @Override
        public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
            if (node instanceof TableScan scan) {
                TableSourceTable table = scan.getTable().unwrap(TableSourceTable.class);
                if (table != null) {
                    tables.add(table.contextResolvedTable());
                }
            }
            super.visit(node, ordinal, parent);
        }
    }
}
