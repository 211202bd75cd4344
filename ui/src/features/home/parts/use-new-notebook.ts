import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { problemOf, queries, useNotebookChanges } from "@/api";
import { notifyProblem } from "@/components/ui/notify";
import { freePath } from "@/core/notebook/folders";
import { t } from "@/messages";

/** Creates an empty notebook, in a folder if one is named, and goes there. */
export function useNewNotebook(): { create: (folder?: string) => void; isCreating: boolean } {
  const navigate = useNavigate();
  const client = useQueryClient();
  const changes = useNotebookChanges();
  const creation = useMutation({
    mutationFn: async (folder: string) => {
      const title = t("home.new.title");
      if (folder === "") {
        return changes.create(title);
      }
      const known = await client.fetchQuery(queries.notebooks());
      const paths = known.map((it) => it.path);
      return changes.create(title, freePath(folder, title.toLowerCase(), paths));
    },
    onSuccess: (notebook) => navigate({ to: "/notebooks/$", params: { _splat: notebook.path } }),
    onError: (error) => notifyProblem(t("home.new.failed"), problemOf(error).detail ?? ""),
  });
  return { create: (folder = "") => creation.mutate(folder), isCreating: creation.isPending };
}
