const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** 12,345 */
export function formatCount(value: number | bigint): string {
  return whole.format(value);
}

/** 12.3K, for places without room; the exact number belongs into a title. */
export function formatCompact(value: number): string {
  return compact.format(value);
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB"];

/** 1.5 MB; powers of 1024, as the operating system's tools count. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** Changes per second: 0, 0.4, 12, 12,345. */
export function formatRate(perSecond: number): string {
  return perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : whole.format(perSecond);
}
