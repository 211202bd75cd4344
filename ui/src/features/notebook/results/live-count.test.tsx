// @vitest-environment happy-dom
import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveCount } from "./live-count";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (millis: number) => act(() => vi.advanceTimersByTime(millis));

it("tells the newest count once a minute while a stream moves, and nothing after", () => {
  const view = render(<LiveCount name="ticks" rows={1} isMoving />);
  for (let rows = 2; rows <= 59; rows++) {
    pass(1000);
    view.rerender(<LiveCount name="ticks" rows={rows} isMoving />);
    expect(view.container.textContent).toBe("");
  }
  pass(2000);
  expect(view.container.textContent).toBe("ticks: 59 rows so far");
  view.rerender(<LiveCount name="ticks" rows={2000} isMoving />);
  pass(59_000);
  expect(view.container.textContent).toBe("ticks: 59 rows so far");
  pass(1000);
  expect(view.container.textContent).toBe("ticks: 2,000 rows so far");
  view.rerender(<LiveCount name="ticks" rows={2000} isMoving={false} />);
  pass(120_000);
  expect(view.container.textContent).toBe("");
});
