import { Button, Group } from "@mantine/core";
import { t } from "@/messages";

export function UndoToast({ onUndo }: { onUndo: () => void }) {
  return (
    <Group justify="space-between" gap="sm">
      {t("notebook.deleted")}
      <Button variant="subtle" onClick={onUndo}>
        {t("common.undo")}
      </Button>
    </Group>
  );
}
