import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { t } from "@/messages";

const ID = "undo";
const OPEN_FOR = 8000;

interface Done {
  message: string;
  undo: () => void;
}

/** What the notice on the page can take back, the latest last. */
let done: readonly Done[] = [];

/**
 * Says what was done, and offers to take it back for some seconds. What is done meanwhile comes
 * into the same notice: it tells the latest, and each click goes one further back.
 */
export function notifyWithUndo(message: string, undo: () => void): void {
  const isOpen = done.length > 0;
  done = [...done, { message, undo }];
  show(isOpen);
}

function show(isOpen: boolean): void {
  const latest = done.at(-1);
  if (latest === undefined) {
    notifications.hide(ID);
    return;
  }
  const notice = {
    id: ID,
    autoClose: OPEN_FOR,
    onClose: () => {
      done = [];
    },
    message: (
      <Group justify="space-between" gap="sm">
        <span>
          {latest.message}
          {done.length > 1 && ` ${t("common.undo.earlier", { n: done.length - 1 })}`}
        </span>
        <Button variant="subtle" onClick={takeBack}>
          {t("common.undo")}
        </Button>
      </Group>
    ),
  };
  if (isOpen) {
    notifications.update(notice);
  } else {
    notifications.show(notice);
  }
}

function takeBack(): void {
  const latest = done.at(-1);
  done = done.slice(0, -1);
  show(true);
  latest?.undo();
}
