/** Text of one area of the page: plain, or with `{name}` places, or by count. */
export type Message = string | { one: string; other: string };
export type Messages = Record<string, Message>;
export type Values = Record<string, string | number>;

const plurals = new Intl.PluralRules("en");
const numbers = new Intl.NumberFormat("en-US");

/** Fills the places of a message. A message by count needs the value `n`. */
export function fill(message: Message, values: Values = {}): string {
  const text =
    typeof message === "string"
      ? message
      : plurals.select(Number(values.n)) === "one"
        ? message.one
        : message.other;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) {
      return place;
    }
    return typeof value === "number" ? numbers.format(value) : value;
  });
}
