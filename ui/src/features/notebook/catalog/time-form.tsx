import { NativeSelect, TextInput } from "@mantine/core";
import { t } from "@/messages";
import { isDelay, UNITS, type Watermark } from "./new-table";
import css from "./new-table.module.css";

interface Props {
  /** The columns that can tell the time of a row. */
  times: readonly string[];
  watermark: Watermark;
  /** Whether its column is one of these. */
  isSet: boolean;
  onChange: (watermark: Watermark) => void;
}

/** The column that tells the time of a row, and how late rows may come. */
export function TimeForm({ times, watermark, isSet, onChange }: Props) {
  return (
    <>
      <NativeSelect
        label={t("catalog.new.time")}
        description={times.length === 0 ? t("catalog.new.time.none") : undefined}
        disabled={times.length === 0}
        data={[{ value: "", label: t("catalog.new.time.no") }, ...times]}
        value={isSet ? watermark.column : ""}
        onChange={(event) => onChange({ ...watermark, column: event.currentTarget.value })}
      />
      {isSet && (
        <div className={css.delay}>
          <TextInput
            label={t("catalog.new.delay")}
            inputMode="decimal"
            value={watermark.delay}
            error={isDelay(watermark) ? undefined : t("catalog.new.delay.wrong")}
            onChange={(event) =>
              onChange({ ...watermark, delay: event.currentTarget.value.trim() })
            }
          />
          <NativeSelect
            label={t("catalog.new.unit")}
            data={UNITS.map((it) => ({ value: it, label: t(`catalog.new.unit.${it}`) }))}
            value={watermark.unit}
            onChange={(event) => {
              const unit = UNITS.find((it) => it === event.currentTarget.value);
              onChange({ ...watermark, unit: unit ?? "SECOND" });
            }}
          />
        </div>
      )}
    </>
  );
}
