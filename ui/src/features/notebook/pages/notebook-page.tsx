import { Button, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { FileX2 } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { api, isProblem, openNotebook, problemOf, useLive, useLiveRuns } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { t } from "@/messages";
import css from "../parts/notebook.module.css";
import { NotebookDesk } from "../parts/notebook-desk";
import { afterPaint } from "../state/after-paint";
import { CellEdits } from "../state/cell-edits";
import { type Desk, DeskProvider } from "../state/context";
import { browserDrafts } from "../state/drafts";
import { Finder } from "../state/finder";
import { CellRunner } from "../state/runner";
import { NotebookSession } from "../state/session";

/** Long enough for the largest notebook; without an end a save could hang, and all that follow. */
const LONGEST_SAVE = 60_000;

const tab = Math.random().toString(36).slice(2);

export function NotebookPage() {
  const path = useParams({ from: "/notebooks/$" })._splat ?? "";
  const navigate = useNavigate();
  const [opened, setOpened] = useState<Opened>({ number: 0, path, next: null });
  if (path === opened.next) {
    setOpened({ ...opened, path, next: null });
  } else if (path !== opened.path) {
    setOpened({ number: opened.number + 1, path, next: null });
  }
  const follow = useCallback(
    (to: string) => {
      setOpened((it) => ({ ...it, next: to }));
      void navigate({ to: "/notebooks/$", params: { _splat: to }, hash: true, replace: true });
    },
    [navigate],
  );
  // Another notebook is another page: nothing of the one before may stay. One that only goes by
  // another path now stays as it is, with its caret and what was typed.
  return <OpenNotebook key={opened.number} path={path} follow={follow} />;
}

interface Opened {
  number: number;
  path: string;
  /** Where the open notebook was moved to, until the address says so, too. */
  next: string | null;
}

function OpenNotebook({ path, follow }: { path: string; follow: (to: string) => void }) {
  const navigate = useNavigate();
  const [first] = useState(path);
  const loaded = useQuery({
    queryKey: ["notebook", first],
    queryFn: ({ signal }) => openNotebook(first, signal),
    // The open session owns the text from here on; it asks by itself when the file changes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  const desk = useDeskOf(path, loaded.data, follow);
  const movedTo = loaded.isError ? problemOf(loaded.error).details.movedTo : undefined;

  useEffect(() => {
    if (typeof movedTo === "string") {
      const to = { to: "/notebooks/$", params: { _splat: movedTo } } as const;
      void navigate({ ...to, hash: true, replace: true });
    }
  }, [movedTo, navigate]);

  if (loaded.isError && isProblem(loaded.error, "NOTEBOOK_NOT_FOUND")) {
    return (
      <EmptyState
        isPage
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
    let request = new AbortController();
    const answer = () => {
      request = new AbortController();
      return AbortSignal.any([request.signal, AbortSignal.timeout(LONGEST_SAVE)]);
    };
    const session = new NotebookSession(notebook, {
      load: (it) => api.notebook(it, answer()),
      patch: (it, version, edits) => api.editNotebook(it, version, edits, answer()),
      create: (it, title) => api.createNotebook(title, it, ""),
      problemOf,
      drafts: browserDrafts(window.localStorage, tab),
      afterPaint,
    });
    const cells = new CellEdits(session);
    setDesk({
      session,
      cells,
      finder: new Finder(session, cells),
      editors: new Map(),
      runner: new CellRunner(session, client),
    });
    // What was on its way when the connection broke may wait for an answer for ever.
    const forgetOpen = live.onOpen(() => {
      request.abort(new DOMException("the connection was lost", "TimeoutError"));
      void session.flush();
    });
    const forget = session.store.subscribe((state, before) => {
      if (state.path !== before.path) {
        follow(state.path);
      }
    });
    const keep = () => void session.keepDraft();
    const warn = (event: BeforeUnloadEvent) => {
      if (!session.keepDraft()) {
        event.preventDefault();
      }
    };
    window.addEventListener("pagehide", keep);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("pagehide", keep);
      window.removeEventListener("beforeunload", warn);
      forget();
      forgetOpen();
      session.close();
      void client.invalidateQueries({ queryKey: ["notebooks"] });
    };
  }, [notebook, client, live, follow]);

  useEffect(() => {
    if (desk === null) {
      return;
    }
    const { session } = desk;
    const watch = live.watch(
      { op: "watch-notebook", notebook: path },
      {
        onMessage: (message) => {
          if (message.op !== "notebook") {
            return;
          }
          if (typeof message.movedTo === "string") {
            session.follow(message.movedTo);
          } else if (message.version === null) {
            session.deletedElsewhere();
          } else {
            void session.changedElsewhere(message.version).catch(() => undefined);
          }
        },
      },
    );
    return () => watch.close();
  }, [desk, path, live]);
  return desk;
}
