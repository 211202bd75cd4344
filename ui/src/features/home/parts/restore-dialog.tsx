import { Alert, Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { TrashedNotebook } from "@/api";
import { Dialog } from "@/components/ui/dialog";
import { shortPath } from "@/core/notebook/folders";
import { t } from "@/messages";

interface Props {
  notebook: TrashedNotebook;
  /** Gives what went wrong in words, or null. */
  restore: (notebook: TrashedNotebook, to: string) => Promise<string | null>;
  onClose: () => void;
}

/** Asks where a notebook goes whose name is taken. */
export function RestoreDialog({ notebook, restore, onClose }: Props) {
  const [path, setPath] = useState(`${shortPath(notebook.path)}-restored`);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const why = await restore(notebook, path.trim());
    setBusy(false);
    setProblem(why);
    if (why === null) {
      onClose();
    }
  };
  return (
    <Dialog title={t("home.trash.taken.title", { title: notebook.title })} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          data-autofocus
          label={t("notebook.rename.path")}
          description={t("home.trash.taken.text", { path: notebook.path })}
          spellCheck={false}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        {problem !== null && (
          <Alert mt="sm" color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={isBusy}>
            {t("home.trash.restore.action")}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
