import { Button, TextInput } from "@mantine/core";
import { Plus, Search } from "lucide-react";
import { useState } from "react";
import { Page } from "@/components/ui/page";
import { t } from "@/messages";
import { NotebookTree } from "../parts/notebook-tree";
import { useNewNotebook } from "../parts/use-new-notebook";

export function NotebooksPage() {
  const { create, isCreating } = useNewNotebook();
  const [typed, setTyped] = useState("");
  return (
    <Page
      title={t("shell.notebooks")}
      actions={
        <>
          <TextInput
            size="xs"
            aria-label={t("home.filter.placeholder")}
            placeholder={t("home.filter.placeholder")}
            leftSection={<Search size={13} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button
            leftSection={<Plus size={14} aria-hidden />}
            loading={isCreating}
            onClick={() => create()}
          >
            {t("home.new")}
          </Button>
        </>
      }
    >
      <NotebookTree filter={typed.trim()} onNew={create} />
    </Page>
  );
}
