import { Button, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { Page } from "@/components/ui/page";
import { t } from "@/messages";
import { NotebookTree } from "../parts/notebook-tree";
import { SearchHits } from "../parts/search-hits";
import { TrashList } from "../parts/trash-list";
import { useNewNotebook } from "../parts/use-new-notebook";

export function NotebooksPage() {
  const { create, isCreating } = useNewNotebook();
  const { find } = useSearch({ from: "/notebooks/" });
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const text = find?.trim() ?? "";

  useEffect(() => {
    if (find !== undefined) {
      field.current?.focus();
    }
  }, [find]);

  return (
    <Page
      title={t("shell.notebooks")}
      actions={
        <>
          <TextInput
            ref={field}
            size="xs"
            aria-label={t("home.filter.placeholder")}
            placeholder={t("home.filter.placeholder")}
            leftSection={<Search size={13} aria-hidden />}
            value={find ?? ""}
            onChange={(event) =>
              void navigate({
                to: "/notebooks",
                search: { find: event.currentTarget.value },
                replace: true,
              })
            }
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
      <NotebookTree filter={text} onNew={create} />
      {text.length > 1 && <SearchHits text={text} />}
      {text === "" && <TrashList />}
    </Page>
  );
}
