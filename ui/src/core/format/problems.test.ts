import { describe, expect, it } from "vitest";
import { problemText, reasonOf } from "./problems";

const long = { title: "Text too long", detail: "the text has 10 characters", help: "Split it." };

describe("a problem in words", () => {
  it("is made of whole sentences", () => {
    expect(reasonOf(long)).toBe("The text has 10 characters. Split it.");
    expect(problemText(long)).toBe("Text too long. The text has 10 characters. Split it.");
  });
  it("leaves out what is not said", () => {
    expect(reasonOf({ title: "It is full", detail: null, help: "" })).toBe("It is full.");
    expect(problemText({ title: "Why?", detail: "", help: "Wait" })).toBe("Why? Wait.");
  });
});
