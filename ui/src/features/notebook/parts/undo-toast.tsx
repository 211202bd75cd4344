import { Button, Group } from "@mantine/core";
import { t } from "@/messages";

export function UndoToast({ n, onUndo }: { n: number; onUndo: () => void }) {
  return (
    <Group justify="space-between" gap="sm">
      {t("notebook.deleted", { n })}
      <Button variant="subtle" onClick={onUndo}>
        {t("common.undo")}
      </Button>
    </Group>
  );
}
