package io.drey.kernel.flink120.catalog;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import io.drey.kernel.flink120.check.SideEnvironment;
import io.drey.kernel.flink120.check.SqlCheck.Environments;
import io.drey.kernel.flink120.completion.FunctionHelp;
import io.drey.kernel.flink120.setting.SecretMask;
import io.drey.protocol.CatalogMessages.CatalogObject;
import io.drey.protocol.CatalogMessages.FunctionFacts;
import io.drey.protocol.CatalogMessages.Inspect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.internal.ShowCreateUtil;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogDescriptor;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ContextResolvedFunction;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.FunctionNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.catalog.stats.CatalogTableStatistics;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.gateway.service.context.SessionContext;
import org.apache.flink.table.types.inference.TypeInferenceUtil;
import org.jspecify.annotations.Nullable;

/** Looks at single objects of a session's catalogs. Thread-safe. */
final class CatalogInspector {
    private final SessionContext.SessionState session;
    private final Environments environments;

    CatalogInspector(SessionContext.SessionState session, Environments environments) {
        this.session = requireNonNull(session, "session");
        this.environments = requireNonNull(environments, "environments");
    }

    CatalogObject catalog(String name) {
        Optional<CatalogDescriptor> found = session.catalogManager.getCatalogDescriptor(name);
        return new CatalogObject(
                "catalog",
                name,
                "",
                name,
                false,
                found.flatMap(CatalogDescriptor::getComment).orElse(null),
                SecretMask.mask(found.map(one -> one.getConfiguration().toMap()).orElse(Map.of())),
                found.map(ShowCreateUtil::buildShowCreateCatalogRow)
                        .map(SecretMask::mask)
                        .orElse(null),
                null,
                null);
    }

    CatalogObject database(String catalog, String name) {
        try {
            CatalogDatabase found =
                    session.catalogManager.getCatalogOrThrowException(catalog).getDatabase(name);
            return new CatalogObject(
                    "database",
                    catalog,
                    name,
                    name,
                    false,
                    emptyToNull(found.getComment()),
                    SecretMask.mask(found.getProperties()),
                    null,
                    null,
                    null);
        } catch (DatabaseNotExistException e) {
            throw missing("NOT_FOUND", "database", name);
        }
    }

    CatalogObject table(Inspect object) {
        ObjectIdentifier id =
                ObjectIdentifier.of(object.catalog(), object.database(), object.name());
        if (session.catalogManager.isTemporaryTable(id)) {
            // Temporary ones are resolved already, which needs no planner.
            return session.catalogManager
                    .getTable(id)
                    .map(found -> TableDetails.of(found, CatalogTableStatistics.UNKNOWN))
                    .orElseThrow(() -> missing("TABLE_NOT_FOUND", "table or view", id.toString()));
        }
        try (SideEnvironment side = environments.open(null, List.of(object.catalog()))) {
            ContextResolvedTable found =
                    side.findTable(id)
                            .orElseThrow(
                                    () ->
                                            missing(
                                                    "TABLE_NOT_FOUND",
                                                    "table or view",
                                                    id.asSummaryString()));
            return TableDetails.of(found, statistics(id));
        }
    }

    CatalogObject function(Inspect object) {
        Optional<FunctionHelp> help =
                object.catalog().isEmpty() ? FunctionHelp.find(object.name()) : Optional.empty();
        if (help.isPresent()) {
            return function(
                    object,
                    false,
                    help.get().text(),
                    new FunctionFacts(help.get().signatures(), null));
        }
        UnresolvedIdentifier name =
                object.catalog().isEmpty()
                        ? UnresolvedIdentifier.of(object.name())
                        : UnresolvedIdentifier.of(
                                object.catalog(), object.database(), object.name());
        ContextResolvedFunction found =
                session.functionCatalog
                        .lookupFunction(name)
                        .orElseThrow(
                                () -> missing("FUNCTION_NOT_FOUND", "function", object.name()));
        FunctionDefinition definition = found.getDefinition();
        return function(
                object,
                found.isTemporary(),
                null,
                new FunctionFacts(
                        signatures(object.name(), definition), className(object, definition)));
    }

    private static CatalogObject function(
            Inspect object, boolean isTemporary, @Nullable String help, FunctionFacts facts) {
        return new CatalogObject(
                "function",
                object.catalog(),
                object.database(),
                object.name(),
                isTemporary,
                help,
                Map.of(),
                null,
                null,
                facts);
    }

    private List<String> signatures(String name, FunctionDefinition definition) {
        try {
            return List.of(
                    TypeInferenceUtil.generateSignature(
                            definition.getTypeInference(
                                    session.catalogManager.getDataTypeFactory()),
                            name,
                            definition));
        } catch (RuntimeException | LinkageError e) {
            // Functions of the old type system, or whose class is not there, do not tell.
            return List.of();
        }
    }

    private @Nullable String className(Inspect object, FunctionDefinition definition) {
        if (!object.catalog().isEmpty()) {
            try {
                return session.catalogManager
                        .getCatalogOrThrowException(object.catalog())
                        .getFunction(new ObjectPath(object.database(), object.name()))
                        .getClassName();
            } catch (FunctionNotExistException e) {
                // A temporary one.
                return definition.getClass().getName();
            }
        }
        return definition.getClass().getName();
    }

    private CatalogTableStatistics statistics(ObjectIdentifier id) {
        CatalogManager catalogs = session.catalogManager;
        try {
            Catalog catalog = catalogs.getCatalogOrThrowException(id.getCatalogName());
            CatalogTableStatistics found = catalog.getTableStatistics(id.toObjectPath());
            return found == null ? CatalogTableStatistics.UNKNOWN : found;
        } catch (TableNotExistException | CatalogException | UnsupportedOperationException e) {
            return CatalogTableStatistics.UNKNOWN;
        }
    }

    private static KernelFailure missing(String code, String what, String name) {
        return new KernelFailure(
                Failures.of(code, "There is no " + what + " '" + name + "' any more.", null));
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
