export interface Scale {
  from: number;
  to: number;
  ticks: number[];
}

/** A range that begins and ends at round numbers, with three to seven ticks. */
export function niceScale(low: number, high: number): Scale {
  if (!(high > low)) {
    return { from: 0, to: 1, ticks: [0, 1] };
  }
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((it) => it * power >= rough) ?? 10) * power;
  const from = Math.floor(low / step) * step;
  const to = Math.ceil(high / step) * step;
  const count = Math.round((to - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) =>
    Number((from + i * step).toPrecision(12)),
  );
  return { from, to, ticks };
}
