import { Button, Group } from "@mantine/core";
import { t } from "@/messages";

export function UndoToast({ text, onUndo }: { text: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" gap="sm">
      {text}
      <Button variant="subtle" onClick={onUndo}>
        {t("common.undo")}
      </Button>
    </Group>
  );
}
