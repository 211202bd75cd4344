package io.drey.kernel.flink120.catalog;

import io.drey.kernel.flink120.setting.SecretMask;
import io.drey.protocol.CatalogMessages.CatalogColumn;
import io.drey.protocol.CatalogMessages.CatalogObject;
import io.drey.protocol.CatalogMessages.TableFacts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.api.internal.ShowCreateUtil;
import org.apache.flink.table.catalog.CatalogBaseTable.TableKind;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogBaseTable;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;
import org.apache.flink.table.catalog.WatermarkSpec;
import org.apache.flink.table.catalog.stats.CatalogTableStatistics;
import org.jspecify.annotations.Nullable;

/** Tells all of a table or view. */
final class TableDetails {
    private TableDetails() {}

    static CatalogObject of(ContextResolvedTable found, CatalogTableStatistics statistics) {
        ResolvedCatalogBaseTable<?> table = found.getResolvedTable();
        ObjectIdentifier id = found.getIdentifier();
        ResolvedSchema schema = table.getResolvedSchema();
        boolean isView = table.getTableKind() == TableKind.VIEW;
        TableFacts facts =
                new TableFacts(
                        schema.getColumns().stream().map(TableDetails::column).toList(),
                        schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of()),
                        schema.getWatermarkSpecs().stream().map(TableDetails::watermark).toList(),
                        table instanceof ResolvedCatalogTable plain
                                ? plain.getPartitionKeys()
                                : List.of(),
                        known(statistics.getRowCount()),
                        known(statistics.getFileCount()),
                        known(statistics.getTotalSize()));
        String comment = table.getComment();
        return new CatalogObject(
                table.getTableKind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                id.getCatalogName(),
                id.getDatabaseName(),
                id.getObjectName(),
                found.isTemporary(),
                comment == null || comment.isBlank() ? null : comment,
                isView ? Map.of() : SecretMask.mask(table.getOptions()),
                statement(table, id, found.isTemporary()),
                facts,
                null);
    }

    private static CatalogColumn column(Column column) {
        var type = column.getDataType().getLogicalType();
        return new CatalogColumn(
                column.getName(),
                type.copy(true).asSummaryString(),
                type.isNullable(),
                origin(column),
                expression(column),
                column.getComment().orElse(null));
    }

    private static String origin(Column column) {
        if (column instanceof Column.ComputedColumn) {
            return "computed";
        }
        return column instanceof Column.MetadataColumn ? "metadata" : "physical";
    }

    private static @Nullable String expression(Column column) {
        if (column instanceof Column.ComputedColumn computed) {
            return computed.getExpression().asSummaryString();
        }
        return column instanceof Column.MetadataColumn metadata
                ? metadata.getMetadataKey().orElse(metadata.getName())
                : null;
    }

    private static String watermark(WatermarkSpec spec) {
        return spec.getRowtimeAttribute()
                + " AS "
                + spec.getWatermarkExpression().asSummaryString();
    }

    /** Flink writes these for what was made by SQL; a view of the Table API has no text. */
    private static @Nullable String statement(
            ResolvedCatalogBaseTable<?> table, ObjectIdentifier id, boolean isTemporary) {
        try {
            return switch (table.getTableKind()) {
                case VIEW ->
                        SecretMask.mask(
                                ShowCreateUtil.buildShowCreateViewRow(table, id, isTemporary));
                case TABLE ->
                        SecretMask.mask(
                                ShowCreateUtil.buildShowCreateTableRow(table, id, isTemporary));
                case MATERIALIZED_TABLE -> null;
            };
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Long known(long count) {
        return count < 0 ? null : count;
    }
}
