import type { ChartData } from "@/core/chart/series";
import type { ChartSpec } from "@/core/chart/spec";
import { countPoints, exactText, extremes } from "@/core/chart/text";
import { t } from "@/messages";
import css from "./results.module.css";

interface Props {
  data: ChartData;
  spec: ChartSpec;
  rows: number;
}

/** How much of the rows is drawn, and what one point stands for. */
export function ChartCaption({ data, spec, rows }: Props) {
  const points = countPoints(data.series);
  const isLog = spec.isLog && !spec.isStacked;
  const below = isLog
    ? data.series.reduce((n, it) => n + it.values.filter((v) => v !== null && v <= 0).length, 0)
    : 0;
  const said = [
    t("results.chart.points", { n: points - below, rows }),
    ...(data.isShared
      ? [t("results.chart.shared", { aggregate: t(`results.chart.${spec.aggregate ?? "sum"}`) })]
      : []),
    ...(data.unplaced > 0 ? [t("results.chart.unplaced", { n: data.unplaced })] : []),
    ...(below > 0 ? [t("results.chart.below", { n: below })] : []),
    ...(data.hiddenSeries > 0 ? [t("results.chart.hidden.series", { n: data.hiddenSeries })] : []),
    ...(data.hiddenBars > 0 ? [t("results.chart.hidden.bars", { n: data.hiddenBars })] : []),
  ];
  return <p className={css.caption}>{said.join(" · ")}</p>;
}

/** What the picture shows, for those who do not see it. */
export function summaryOf(
  data: ChartData,
  spec: ChartSpec,
  xText: (place: number) => string,
): string {
  const found = extremes(data.series);
  if (found === null) {
    return t("results.chart.summary.none");
  }
  const place = ({ value, place, series }: typeof found.low) =>
    t("results.chart.summary.place", {
      value: exactText(value, spec.format),
      x: xText(place),
      series,
    });
  return t("results.chart.summary", {
    series: data.series.map(({ name }) => name).join(", "),
    from: xText(0),
    to: xText(data.x.length - 1),
    low: place(found.low),
    high: place(found.high),
  });
}
