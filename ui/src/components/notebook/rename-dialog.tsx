import { Alert, Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { shortPath } from "@/core/notebook/folders";
import { t } from "@/messages";

export interface Names {
  title: string;
  path: string;
}

interface Props {
  names: Names;
  /** Offered while the path is typed. */
  folders: readonly string[];
  /** Gives what went wrong in words, or null. */
  save: (names: Names) => Promise<string | null>;
  onClose: () => void;
}

/** Asks for another title or path of a notebook; another folder in the path moves it there. */
export default function RenameDialog({ names, folders, save, onClose }: Props) {
  const [title, setTitle] = useState(names.title);
  const [path, setPath] = useState(shortPath(names.path));
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const listId = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    const why = await save({ title: title.trim() || names.title, path: path.trim() });
    setSaving(false);
    setProblem(why);
    if (why === null) {
      onClose();
    }
  };
  return (
    <Dialog onClose={onClose} title={t("notebook.rename.title", { title: names.title })}>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          data-autofocus
          label={t("notebook.title.label")}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <TextInput
          mt="sm"
          label={t("notebook.rename.path")}
          description={t("notebook.rename.path.text")}
          list={listId}
          spellCheck={false}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <datalist id={listId}>
          {folders.map((folder) => (
            <option key={folder} value={`${folder}/${shortPath(names.path).split("/").pop()}`} />
          ))}
        </datalist>
        {problem !== null && (
          <Alert mt="sm" color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={isSaving}>
            {t("notebook.title.rename")}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
