import { UnstyledButton, useComputedColorScheme } from "@mantine/core";
import type { RefObject } from "react";
import { seriesColour } from "@/components/chart/palette";
import { pictureOf, save } from "@/components/chart/picture";
import type { ChartData } from "@/core/chart/series";
import type { ChartSpec } from "@/core/chart/spec";
import { csvOf } from "@/core/chart/text";
import { t } from "@/messages";
import css from "./results.module.css";

interface Props {
  host: RefObject<HTMLElement | null>;
  data: ChartData;
  spec: ChartSpec;
  yTitle: string;
  xText: (place: number) => string;
}

/** The chart as a picture, and the numbers in it as a file. */
export function ChartSave({ host, data, spec, yTitle, xText }: Props) {
  const isDark = useComputedColorScheme() === "dark";
  const name = `${spec.y}-${spec.x}`.replace(/[^\p{L}\p{N}_-]+/gu, "-");
  const savePicture = async () => {
    const series = data.series.map((it) => ({
      name: it.name,
      colour: seriesColour(it.index, isDark),
    }));
    const title = t("results.chart.title", { y: yTitle, x: spec.x });
    const picture = host.current && (await pictureOf(host.current, { title, series }));
    if (picture) {
      save(picture, `${name}.png`);
    }
  };
  const saveNumbers = () =>
    save(new Blob([csvOf(data, spec.x, xText)], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
  return (
    <div className={css.chartSave}>
      <UnstyledButton fz="xs" td="underline" onClick={() => void savePicture()}>
        {t("results.chart.save.png")}
      </UnstyledButton>
      <UnstyledButton fz="xs" td="underline" onClick={saveNumbers}>
        {t("results.chart.save.csv")}
      </UnstyledButton>
    </div>
  );
}
