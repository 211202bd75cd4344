import { TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { type Action, matchActions } from "@/core/hotkeys/hotkeys";
import { allActions } from "@/core/hotkeys/registry";
import { t } from "@/messages";
import css from "./shell.module.css";

/** Every action by name. */
export function Palette({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t("shell.palette")} top="12vh" onClose={onClose}>
      <Finder onClose={onClose} />
    </Dialog>
  );
}

/** The dialog gives the focus a moment later; what is typed until then would be taken for keys. */
function focusAtOnce(input: HTMLInputElement | null) {
  input?.focus();
}

function Finder({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [actions] = useState(allActions);
  const navigate = useNavigate();
  const searchFor = (text: string): Action => ({
    id: "go.search.typed",
    name: t("shell.go.search.typed", { typed: text }),
    group: t("shell.group.go"),
    keys: [],
    scope: "command",
    run: () => void navigate({ to: "/notebooks", search: { find: text } }),
  });
  const listId = useId();
  const matching = matchActions(actions, typed).filter((action) => action.isEnabled?.() ?? true);
  const found = typed.trim() === "" ? matching : [...matching, searchFor(typed.trim())];
  const selected = Math.min(at, found.length - 1);

  useEffect(() => {
    document.getElementById(`${listId}-${selected}`)?.scrollIntoView({ block: "nearest" });
  }, [listId, selected]);

  const run = (action: Action | undefined) => {
    if (action !== undefined) {
      onClose();
      // After the dialog has given the focus back, so that the action may take it.
      setTimeout(action.run, 0);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((selected + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[selected]);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        ref={focusAtOnce}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? `${listId}-${selected}` : undefined}
        aria-label={t("shell.palette")}
        placeholder={t("shell.palette.placeholder")}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t("shell.palette")} className={css.results}>
        {found.map((action, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys
          <div
            key={action.id}
            id={`${listId}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === selected}
            className={css.result}
            onClick={() => run(action)}
          >
            {action.name}
            <span className={css.group}>{action.group}</span>
            <span>{action.keys[0] !== undefined && <Kbd keys={action.keys[0]} />}</span>
          </div>
        ))}
      </div>
    </>
  );
}
