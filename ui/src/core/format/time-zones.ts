import type { ArrowField } from "@/core/arrow/schema";
import { type CellValue, timestampText } from "@/core/arrow/values";

/** How the page shows instants: in UTC, in the zone of the browser, or in one named. */
export type ZoneChoice = "UTC" | "browser" | (string & {});

export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What is known of names: every result asks, and the browser takes a millisecond to answer. */
const known = new Map<string, string | null>();

/** The zone's name as it is usually written; null for one that nobody knows. */
export function knownZone(name: string): string | null {
  let zone = known.get(name);
  if (zone === undefined) {
    zone = lookUp(name);
    known.set(name, zone);
  }
  return zone;
}

function lookUp(name: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", {
      timeZone: name.trim(),
    }).resolvedOptions();
    // A name that is an older or newer word for the known one stays as it was typed.
    const isSame = timeZone.toLowerCase() === name.trim().toLowerCase();
    return isSame ? timeZone : name.trim();
  } catch {
    return null;
  }
}

/** The zone that is meant; UTC where the name is not known here. */
export function zoneOf(choice: ZoneChoice): string {
  return choice === "browser" ? browserZone() : (knownZone(choice) ?? "UTC");
}

/** Whether a SQL type is, or holds, a `TIMESTAMP_LTZ`. */
export function isZonedType(type: string): boolean {
  return /\bTIMESTAMP_LTZ\b|\bWITH LOCAL TIME ZONE\b/.test(type);
}

/** Whether values of the field are, or hold, instants. */
export function hasInstants(field: ArrowField): boolean {
  return field.type.is === "timestamp"
    ? field.type.zone !== null
    : field.children.some(hasInstants);
}

/** A column's values as they are shown in the zone. */
export function valuesIn(
  zone: string,
  column: { field: ArrowField; values: CellValue[] },
): CellValue[] {
  const { field, values } = column;
  return zone === "UTC" || !hasInstants(field)
    ? values
    : values.map((value) => inZone(value, field, zone));
}

/** The value with its instants written in the zone, and their distance from UTC behind them. */
export function inZone(value: CellValue, field: ArrowField | undefined, zone: string): CellValue {
  if (value === null || field === undefined) {
    return value;
  }
  switch (field.type.is) {
    case "timestamp":
      return typeof value === "string" && field.type.zone !== null ? instantIn(value, zone) : value;
    case "list":
      return Array.isArray(value) ? value.map((it) => inZone(it, field.children[0], zone)) : value;
    case "map": {
      const [entries] = field.children;
      return Array.isArray(value)
        ? value.map((entry) =>
            Array.isArray(entry)
              ? entry.map((it, i) => inZone(it, entries?.children[i], zone))
              : entry,
          )
        : value;
    }
    case "struct":
      return typeof value === "object" && !Array.isArray(value) && !(value instanceof Uint8Array)
        ? Object.fromEntries(
            Object.entries(value).map(([name, it]) => [
              name,
              inZone(
                it,
                field.children.find((child) => child.name === name),
                zone,
              ),
            ]),
          )
        : value;
    default:
      return value;
  }
}

const INSTANT =
  /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d(?::\d\d)?)$/;

/** Epoch milliseconds of an instant in whatever zone; finer digits are left out. NaN for no instant. */
export function epochMillis(iso: string): number {
  const parts = INSTANT.exec(iso);
  if (parts === null) {
    return Number.NaN;
  }
  const millis = Number((parts[7] ?? ".").slice(1, 4).padEnd(3, "0"));
  return localMillis(parts) - secondsOf(parts[8] ?? "Z") * 1000 + millis;
}

/**
 * An instant of ISO text in UTC, in a zone: 2026-07-01T10:00:00.000+02:00. Digits past the second
 * are kept as they are; only the zone's distance from UTC comes from the browser, so that the
 * calendar is the same one for all years.
 */
export function instantIn(iso: string, zone: string): string {
  const parts = INSTANT.exec(iso);
  const millis = parts === null ? Number.NaN : localMillis(parts);
  if (zone === "UTC" || Number.isNaN(millis)) {
    return iso;
  }
  const offset = offsetAt(millis, zone);
  const local = millis / 1000 + secondsOf(offset);
  return `${timestampText(BigInt(local), "s")}${parts?.[7] ?? ""}${offset}`;
}

/** What the clock shows, as if it were UTC, to the second. */
function localMillis(parts: RegExpExecArray): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map(Number);
  // Date.UTC takes the years 0 to 99 for those of the twentieth century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.setUTCHours(hour, minute, second);
}

function secondsOf(offset: string): number {
  const [, sign, hours = 0, minutes = 0, seconds = 0] = OFFSET.exec(offset) ?? [];
  const away = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === "-" ? -away : away;
}

const OFFSET = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/** A zone's distance from UTC at an instant: +01:00, or with seconds before zones were agreed on. */
function offsetAt(millis: number, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" });
    formats.set(zone, format);
  }
  return OFFSET.exec(format.format(millis))?.[0] ?? "+00:00";
}
