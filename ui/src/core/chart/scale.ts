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

/** The same between powers of ten, for numbers above zero. */
export function logScale(low: number, high: number): Scale {
  if (!(low > 0) || !Number.isFinite(high)) {
    return { from: 1, to: 10, ticks: [1, 10] };
  }
  const first = Math.floor(Math.log10(low));
  const last = Math.max(first + 1, Math.ceil(Math.log10(high)));
  const step = Math.ceil((last - first) / 7);
  const powers = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) =>
    Number(`1e${first + i * step}`),
  );
  return { from: 10 ** first, to: 10 ** last, ticks: powers };
}

/** Where a value is between the ends of a scale: 0 to 1. */
export function placeOn(scale: Scale, value: number, isLog: boolean): number {
  const at = isLog ? Math.log10 : (it: number) => it;
  return (at(value) - at(scale.from)) / (at(scale.to) - at(scale.from));
}
