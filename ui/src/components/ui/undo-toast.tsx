import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { t } from "@/messages";

let next = 1;

/** Says what was done, and offers to take it back for some seconds. */
export function notifyWithUndo(message: string, undo: () => void): void {
  const id = `undo-${next++}`;
  notifications.show({
    id,
    autoClose: 8000,
    message: (
      <Group justify="space-between" gap="sm">
        {message}
        <Button
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {t("common.undo")}
        </Button>
      </Group>
    ),
  });
}
