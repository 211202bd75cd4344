import type uPlot from "uplot";
import type { ChartData } from "@/core/chart/series";
import type { NumberFormat } from "@/core/chart/spec";
import { exactText } from "@/core/chart/text";
import css from "./chart.module.css";
import { seriesColour } from "./palette";

interface Shown {
  data: ChartData;
  xText: (place: number) => string;
}

/** The exact values at the cursor, beside it. */
export function tooltip(
  shown: () => Shown,
  format: NumberFormat | null,
  isDark: boolean,
): uPlot.Plugin {
  const box = document.createElement("div");
  box.className = css.tooltip ?? "";
  box.hidden = true;
  const line = (text: string, value: string, colour: string | null) => {
    const row = document.createElement("div");
    const swatch = document.createElement("span");
    swatch.className = css.swatch ?? "";
    swatch.style.background = colour ?? "transparent";
    const name = document.createElement("span");
    name.textContent = text;
    const number = document.createElement("b");
    number.textContent = value;
    row.append(...(colour === null ? [name] : [swatch, name, number]));
    return row;
  };
  return {
    hooks: {
      init: (plot) => plot.over.append(box),
      setCursor: (plot) => {
        const { idx, left = 0, top = 0 } = plot.cursor;
        const { data, xText } = shown();
        const at = data.series.filter(
          ({ values }) => typeof idx === "number" && typeof values[idx] === "number",
        );
        box.hidden = typeof idx !== "number" || at.length === 0;
        if (typeof idx !== "number" || box.hidden) {
          return;
        }
        box.replaceChildren(
          line(xText(idx), "", null),
          ...at.map(({ name, index, values }) =>
            line(name, exactText(values[idx] ?? null, format), seriesColour(index, isDark)),
          ),
        );
        const isRight = left > plot.over.clientWidth / 2;
        box.style.left = isRight ? "" : `${left + 14}px`;
        box.style.right = isRight ? `${plot.over.clientWidth - left + 14}px` : "";
        const highest = Math.max(0, plot.over.clientHeight - box.offsetHeight);
        box.style.top = `${Math.min(Math.max(0, top - 12), highest)}px`;
      },
    },
  };
}
