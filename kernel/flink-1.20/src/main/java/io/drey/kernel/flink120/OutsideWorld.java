package io.drey.kernel.flink120;

import java.util.List;
import java.util.Optional;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.operations.LoadModuleOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.UnloadModuleOperation;
import org.apache.flink.table.operations.UseOperation;
import org.apache.flink.table.operations.command.AddJarOperation;
import org.apache.flink.table.operations.command.ExecutePlanOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.AlterDatabaseOperation;
import org.apache.flink.table.operations.ddl.AlterTableOperation;
import org.apache.flink.table.operations.ddl.AlterViewOperation;
import org.apache.flink.table.operations.ddl.CompilePlanOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogOperation;
import org.apache.flink.table.operations.ddl.CreateDatabaseOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateTempSystemFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.apache.flink.table.operations.ddl.DropCatalogFunctionOperation;
import org.apache.flink.table.operations.ddl.DropCatalogOperation;
import org.apache.flink.table.operations.ddl.DropDatabaseOperation;
import org.apache.flink.table.operations.ddl.DropTableOperation;
import org.apache.flink.table.operations.ddl.DropTempSystemFunctionOperation;
import org.apache.flink.table.operations.ddl.DropViewOperation;

/** Knows which statements change nothing but the session they are run in. */
final class OutsideWorld {
    /** All that they touch is the session's own. */
    private static final List<Class<? extends Operation>> HARMLESS =
            List.of(
                    SetOperation.class,
                    ResetOperation.class,
                    UseOperation.class,
                    LoadModuleOperation.class,
                    UnloadModuleOperation.class,
                    AddJarOperation.class,
                    CreateCatalogOperation.class,
                    DropCatalogOperation.class,
                    CreateTempSystemFunctionOperation.class,
                    DropTempSystemFunctionOperation.class);

    private OutsideWorld() {}

    /** Whether a statement leaves everything outside its session as it is; unknown ones do not. */
    static boolean isSpared(Operation operation, CatalogManager catalogs) {
        return HARMLESS.stream().anyMatch(kind -> kind.isInstance(operation))
                || isTemporary(operation)
                || changedCatalog(operation)
                        .flatMap(catalogs::getCatalog)
                        .filter(catalog -> catalog.getClass() == GenericInMemoryCatalog.class)
                        .isPresent();
    }

    /** Whether a statement that is no modification runs a job all the same. */
    static boolean runsJob(Operation operation) {
        return operation instanceof ExecutePlanOperation
                || operation instanceof CompilePlanOperation;
    }

    private static boolean isTemporary(Operation operation) {
        return operation instanceof CreateTableOperation one && one.isTemporary()
                || operation instanceof CreateViewOperation two && two.isTemporary()
                || operation instanceof CreateCatalogFunctionOperation three && three.isTemporary()
                || operation instanceof DropTableOperation four && four.isTemporary()
                || operation instanceof DropViewOperation five && five.isTemporary()
                || operation instanceof DropCatalogFunctionOperation six && six.isTemporary();
    }

    private static Optional<String> changedCatalog(Operation operation) {
        String catalog = null;
        if (operation instanceof CreateTableOperation creation) {
            catalog = creation.getTableIdentifier().getCatalogName();
        } else if (operation instanceof CreateViewOperation creation) {
            catalog = creation.getViewIdentifier().getCatalogName();
        } else if (operation instanceof CreateCatalogFunctionOperation creation) {
            catalog = creation.getFunctionIdentifier().getCatalogName();
        } else if (operation instanceof CreateDatabaseOperation creation) {
            catalog = creation.getCatalogName();
        } else if (operation instanceof AlterTableOperation change) {
            catalog = change.getTableIdentifier().getCatalogName();
        } else if (operation instanceof AlterViewOperation change) {
            catalog = change.getViewIdentifier().getCatalogName();
        } else if (operation instanceof AlterDatabaseOperation change) {
            catalog = change.getCatalogName();
        } else if (operation instanceof DropTableOperation drop) {
            catalog = drop.getTableIdentifier().getCatalogName();
        } else if (operation instanceof DropViewOperation drop) {
            catalog = drop.getViewIdentifier().getCatalogName();
        } else if (operation instanceof DropCatalogFunctionOperation drop) {
            catalog = drop.getFunctionIdentifier().getCatalogName();
        } else if (operation instanceof DropDatabaseOperation drop) {
            catalog = drop.getCatalogName();
        }
        return Optional.ofNullable(catalog);
    }
}
