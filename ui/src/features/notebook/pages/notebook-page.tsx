import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { FileX2 } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { api, isProblem, problemOf, useLive, useLiveRuns } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { t } from "@/messages";
import css from "../parts/notebook.module.css";
import { NotebookDesk } from "../parts/notebook-desk";
import { CellEdits } from "../state/cell-edits";
import { type Desk, DeskProvider } from "../state/context";
import { browserDrafts } from "../state/drafts";
import { Finder } from "../state/finder";
import { CellRunner } from "../state/runner";
import { NotebookSession } from "../state/session";

const tab = Math.random().toString(36).slice(2);

export function NotebookPage() {
  const path = useParams({ from: "/notebooks/$" })._splat ?? "";
  // Another notebook is another page: nothing of the one before may stay.
  return <OpenNotebook key={path} path={path} />;
}

function OpenNotebook({ path }: { path: string }) {
  const navigate = useNavigate();
  const loaded = useQuery({
    queryKey: ["notebook", path],
    queryFn: ({ signal }) => api.notebook(path, signal),
    // The open session owns the text from here on; it asks by itself when the file changes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  const follow = useCallback(
    (to: string) =>
      void navigate({ to: "/notebooks/$", params: { _splat: to }, hash: true, replace: true }),
    [navigate],
  );
  const desk = useDeskOf(path, loaded.data, follow);
  const movedTo = loaded.isError ? problemOf(loaded.error).details.movedTo : undefined;

  useEffect(() => {
    if (typeof movedTo === "string") {
      follow(movedTo);
    }
  }, [movedTo, follow]);

  if (loaded.isError && isProblem(loaded.error, "NOTEBOOK_NOT_FOUND")) {
    return (
      <EmptyState
        icon={FileX2}
        title={t("notebook.missing.title", { path })}
        text={t("notebook.missing.text")}
        action={
          <Button onClick={() => void navigate({ to: "/notebooks" })}>
            {t("shell.go.notebooks")}
          </Button>
        }
      />
    );
  }
  if (loaded.isError) {
    const problem = problemOf(loaded.error);
    return (
      <div className={css.page}>
        <ProblemPanel
          title={problem.title}
          text={problem.detail}
          help={problem.help}
          trace={problem.traceId}
          onRetry={() => void loaded.refetch()}
        />
      </div>
    );
  }
  if (desk === null) {
    return (
      <div className={css.page} aria-busy="true">
        <Skeleton height={32} width="40%" mb={24} />
        <Skeleton height={80} mb={16} />
        <Skeleton height={240} />
      </div>
    );
  }
  return (
    <DeskProvider value={desk}>
      <NotebookDesk />
    </DeskProvider>
  );
}

/** Opens the session when the notebook is loaded, keeps it in step with the file, and closes it. */
function useDeskOf(
  path: string,
  notebook: Awaited<ReturnType<typeof api.notebook>> | undefined,
  follow: (to: string) => void,
): Desk | null {
  const client = useQueryClient();
  const live = useLive();
  const [desk, setDesk] = useState<Desk | null>(null);
  useLiveRuns(path);

  useEffect(() => {
    if (notebook === undefined) {
      return;
    }
    const session = new NotebookSession(notebook, {
      load: (it) => api.notebook(it),
      patch: api.editNotebook,
      problemOf,
      drafts: browserDrafts(window.localStorage, tab),
    });
    const cells = new CellEdits(session);
    setDesk({
      session,
      cells,
      finder: new Finder(session, cells),
      editors: new Map(),
      runner: new CellRunner(session, client),
    });
    const watch = live.watch(
      { op: "watch-notebook", notebook: notebook.path },
      {
        onMessage: (message) => {
          if (message.op !== "notebook") {
            return;
          }
          if (typeof message.movedTo === "string") {
            session.follow(message.movedTo);
          } else if (message.version !== null) {
            void session.changedElsewhere(message.version).catch(() => undefined);
          }
        },
      },
    );
    const forget = session.store.subscribe((state) => {
      if (state.path !== notebook.path) {
        follow(state.path);
      }
    });
    const keep = () => session.keepDraft();
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("pagehide", keep);
      forget();
      watch.close();
      session.close();
      void client.invalidateQueries({ queryKey: ["notebooks"] });
    };
  }, [notebook, client, live, follow]);
  return desk;
}
