// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { notifyWithUndo } from "./undo-toast";

afterEach(cleanup);

describe("the notice with a way back", () => {
  it("is one, however much was done, and goes back step by step", async () => {
    const undone: string[] = [];
    render(
      <MantineProvider env="test">
        <Notifications transitionDuration={0} />
      </MantineProvider>,
    );
    act(() => {
      for (const what of ["one", "two", "three"]) {
        notifyWithUndo(`${what} deleted`, () => undone.push(what));
      }
    });
    expect(screen.getAllByRole("button", { name: "Undo" })).toHaveLength(1);
    expect(screen.getByText("three deleted (and 2 before)")).toBeTruthy();

    for (const shown of ["two deleted (and 1 before)", "one deleted"]) {
      fireEvent.click(screen.getByRole("button", { name: "Undo" }));
      expect(screen.getByText(shown)).toBeTruthy();
    }
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(undone).toEqual(["three", "two", "one"]);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Undo" })).toBeNull());
  });
});
