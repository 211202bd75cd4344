package io.drey.kernel.flink120;

import io.drey.kernel.flink120.completion.TableOutline;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedCatalogBaseTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.UniqueConstraint;

/** Tells of tables what an editor shows. */
final class TableOutlines {
    private TableOutlines() {}

    static TableOutline of(String name, ResolvedCatalogBaseTable<?> table) {
        ResolvedSchema schema = table.getResolvedSchema();
        String watermark =
                schema.getWatermarkSpecs().stream()
                        .map(
                                spec ->
                                        spec.getRowtimeAttribute()
                                                + " AS "
                                                + spec.getWatermarkExpression().asSummaryString())
                        .collect(Collectors.joining(", "));
        boolean isView = table.getTableKind() == CatalogBaseTable.TableKind.VIEW;
        String comment = table.getComment();
        return new TableOutline(
                name,
                isView ? "view" : "table",
                schema.getColumns().stream().map(TableOutlines::column).toList(),
                schema.getPrimaryKey().map(UniqueConstraint::getColumns).orElse(List.of()),
                watermark.isEmpty() ? null : watermark,
                isView ? Map.of() : table.getOptions(),
                comment == null || comment.isBlank() ? null : comment);
    }

    private static TableOutline.Column column(Column column) {
        return new TableOutline.Column(
                column.getName(),
                column.getDataType().getLogicalType().asSummaryString(),
                column.getComment().orElse(null));
    }
}
