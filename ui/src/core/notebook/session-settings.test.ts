import { describe, expect, it } from "vitest";
import { fromServer } from "./document";
import { editsBetween } from "./edits";
import { flinkSettings, isOutdated, sessionSettings, withSessionSetting } from "./session-settings";

const front = (attributes: Record<string, string>) => ({
  key: "~front",
  kind: "front-matter" as const,
  id: null,
  language: null,
  attributes,
  text: "drey: 1",
});
const cell = { ...front({}), key: "a", kind: "cell" as const, id: "a", language: "sql", text: "x" };

describe("settings of a notebook", () => {
  it("are the attributes of its front matter", () => {
    const blocks = fromServer([
      front({ drey: "1", "session.runtime": "batch", "session.settings.a.b": "1" }),
    ]);
    expect(sessionSettings(blocks)).toEqual({ runtime: "batch", "settings.a.b": "1" });
    expect(flinkSettings(sessionSettings(blocks))).toEqual([["a.b", "1"]]);
    expect(sessionSettings([])).toEqual({});
  });

  it("are changed by name, which the server writes into the file", () => {
    const saved = fromServer([front({ drey: "1", "session.runtime": "batch" }), cell]);
    const more = withSessionSetting(saved, "settings.x", "2");
    expect(editsBetween(saved, more)).toEqual([
      {
        op: "attributes",
        key: "~front",
        attributes: { drey: "1", "session.runtime": "batch", "session.settings.x": "2" },
      },
    ]);
    expect(sessionSettings(withSessionSetting(more, "runtime", null))).toEqual({
      "settings.x": "2",
    });
  });

  it("get a place at the top of a file that has none", () => {
    const saved = fromServer([cell]);
    expect(editsBetween(saved, withSessionSetting(saved, "runtime", "batch"))).toEqual([
      {
        op: "insert",
        after: null,
        kind: "front-matter",
        language: null,
        attributes: { "session.runtime": "batch" },
        text: "",
      },
    ]);
  });

  it("need a restart where the session began with others", () => {
    expect(isOutdated(null, { runtime: "batch" })).toBe(false);
    expect(isOutdated({ runtime: "batch" }, { runtime: "batch" })).toBe(false);
    expect(isOutdated({ runtime: "batch" }, {})).toBe(true);
    expect(isOutdated({}, { "settings.x": "1" })).toBe(true);
    expect(isOutdated({ "settings.key": "******" }, { "settings.key": "geheim" })).toBe(false);
    expect(isOutdated({ "settings.key": "******" }, {})).toBe(true);
  });
});
