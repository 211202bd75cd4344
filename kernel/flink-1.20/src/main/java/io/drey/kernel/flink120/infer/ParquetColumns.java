package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Reads the columns of a Parquet file from its footer, as Flink's format reads them. */
final class ParquetColumns {
    private ParquetColumns() {}

    static void read(String file, DraftBuilder draft) throws IOException {
        try (ParquetFileReader reader =
                ParquetFileReader.open(
                        HadoopInputFile.fromPath(new Path(file), new Configuration()))) {
            List<ProbedColumn> columns =
                    reader.getFileMetaData().getSchema().getFields().stream()
                            .map(one -> new ProbedColumn(one.getName(), type(one), true))
                            .toList();
            String note =
                    String.format(
                            Locale.ROOT,
                            "The types are those of the file; it holds %,d rows.",
                            reader.getRecordCount());
            draft.columns(columns).note(note);
        }
    }

    private static String type(Type type) {
        if (type.isRepetition(Type.Repetition.REPEATED)) {
            return "ARRAY<" + single(type) + ">";
        }
        return single(type);
    }

    private static String single(Type type) {
        return type.isPrimitive() ? primitive(type.asPrimitiveType()) : group(type.asGroupType());
    }

    private static String group(GroupType group) {
        LogicalTypeAnnotation kind = group.getLogicalTypeAnnotation();
        if (kind != null && kind.equals(LogicalTypeAnnotation.listType())) {
            GroupType repeated = group.getType(0).asGroupType();
            return "ARRAY<" + type(repeated.getType(0)) + ">";
        }
        if (kind != null && kind.equals(LogicalTypeAnnotation.mapType())) {
            GroupType entry = group.getType(0).asGroupType();
            return "MAP<" + type(entry.getType(0)) + ", " + type(entry.getType(1)) + ">";
        }
        return group.getFields().stream()
                .map(one -> "`" + one.getName().replace("`", "``") + "` " + type(one))
                .collect(Collectors.joining(", ", "ROW<", ">"));
    }

    private static String primitive(PrimitiveType type) {
        LogicalTypeAnnotation kind = type.getLogicalTypeAnnotation();
        if (kind instanceof DecimalLogicalTypeAnnotation decimal) {
            return "DECIMAL(" + decimal.getPrecision() + ", " + decimal.getScale() + ")";
        }
        if (kind instanceof TimestampLogicalTypeAnnotation timestamp) {
            String precision =
                    switch (timestamp.getUnit()) {
                        case MILLIS -> "(3)";
                        case MICROS -> "(6)";
                        case NANOS -> "(9)";
                    };
            return (timestamp.isAdjustedToUTC() ? "TIMESTAMP_LTZ" : "TIMESTAMP") + precision;
        }
        if (kind != null && kind.equals(LogicalTypeAnnotation.dateType())) {
            return "DATE";
        }
        boolean isText =
                kind != null
                        && (kind.equals(LogicalTypeAnnotation.stringType())
                                || kind.equals(LogicalTypeAnnotation.enumType())
                                || kind.equals(LogicalTypeAnnotation.jsonType()));
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> "BOOLEAN";
            case INT32 -> "INT";
            case INT64 -> "BIGINT";
            case INT96 -> "TIMESTAMP(9)";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case BINARY -> isText ? "STRING" : "BYTES";
            case FIXED_LEN_BYTE_ARRAY -> "BYTES";
        };
    }
}
