import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { formatValue } from "@/core/format/values";
import type { TimeUnit } from "./schema";
import { dateText, durationText, timestampText, timeText } from "./values";

interface Example {
  type: "TIME" | "DATE" | "TIMESTAMP" | "DURATION";
  unit: TimeUnit;
  value: string;
  text: string;
}

/** The examples that the server's search is tested with, too. */
const EXAMPLES = fileURLToPath(
  new URL("../../../../server/src/test/resources/shown-times.json", import.meta.url),
);
const examples: Example[] = JSON.parse(readFileSync(EXAMPLES, "utf8"));

it.each(examples)("shows $type $value in $unit as $text", ({ type, unit, value, text }) => {
  const texts = {
    TIME: () => timeText(BigInt(value), unit),
    DATE: () => dateText(Number(value)),
    TIMESTAMP: () => timestampText(BigInt(value), unit),
    DURATION: () => durationText(BigInt(value), unit),
  };
  expect(formatValue(texts[type]())).toBe(text);
});
