import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, problemOf } from "@/api";
import { notifyProblem } from "@/components/ui/notify";
import { t } from "@/messages";

/** Creates an empty notebook and goes there. */
export function useNewNotebook(): { create: () => void; isCreating: boolean } {
  const navigate = useNavigate();
  const client = useQueryClient();
  const creation = useMutation({
    mutationFn: () => api.createNotebook(t("home.new.title")),
    onSuccess: (notebook) => {
      void client.invalidateQueries({ queryKey: ["notebooks"] });
      return navigate({ to: "/notebooks/$", params: { _splat: notebook.path } });
    },
    onError: (error) => notifyProblem(t("home.new.failed"), problemOf(error).detail ?? ""),
  });
  return { create: () => creation.mutate(), isCreating: creation.isPending };
}
