import { Button, Skeleton, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Cpu, Plus, RefreshCw, Search, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { api, type CatalogEntry, problemOf } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { notifyProblem } from "@/components/ui/notify";
import { reasonOf } from "@/core/format/problems";
import { t } from "@/messages";
import { useKernel } from "../parts/use-kernel";
import { useNotebook } from "../state/context";
import css from "./catalog.module.css";
import { CatalogFinds } from "./catalog-finds";
import { catalogState, newTable, showCatalog } from "./catalog-state";
import { CatalogTree } from "./catalog-tree";
import { useHere, useRefresh } from "./use-catalog";

// Loaded when first opened.
const NewTableDialog = lazy(() => import("./new-table-dialog"));
const ObjectDialog = lazy(() => import("./object-dialog"));

/** The side bar: what tables, views and functions the notebook's kernel has. */
export default function CatalogPanel() {
  const path = useNotebook((state) => state.path);
  const { kernel } = useKernel(path);
  const isUp = kernel?.state === "idle" || kernel?.state === "busy";
  return (
    <aside className={css.panel} aria-label={t("catalog.title")}>
      {isUp ? (
        // A kernel that was started anew has other tables.
        <Catalog key={`${kernel.id} ${kernel.startedAt}`} kernel={kernel.id} path={path} />
      ) : (
        <>
          <PanelHead />
          {kernel?.state === "starting" ? <Starting /> : <NoKernel path={path} />}
        </>
      )}
    </aside>
  );
}

function PanelHead({ onRefresh }: { onRefresh?: () => void }) {
  return (
    <div className={css.head}>
      <h2 className={css.title}>{t("catalog.title")}</h2>
      {onRefresh && (
        <IconButton size="sm" icon={Plus} label={t("catalog.new")} onClick={() => newTable(true)} />
      )}
      {onRefresh && (
        <IconButton size="sm" icon={RefreshCw} label={t("catalog.refresh")} onClick={onRefresh} />
      )}
      <IconButton
        size="sm"
        icon={X}
        label={t("catalog.close")}
        onClick={() => showCatalog(false)}
      />
    </div>
  );
}

function Starting() {
  const client = useQueryClient();
  useEffect(() => {
    // The list of kernels is asked for every few seconds only; here somebody waits.
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ["kernels"] }), 500);
    return () => clearInterval(timer);
  }, [client]);
  return (
    <div className={css.note} role="status">
      {t("catalog.starting")}
      <Skeleton height={14} mt={12} width="70%" />
      <Skeleton height={14} mt={8} width="50%" />
    </div>
  );
}

function NoKernel({ path }: { path: string }) {
  const client = useQueryClient();
  const [isStarting, setStarting] = useState(false);
  const start = async () => {
    setStarting(true);
    try {
      await api.kernelFor(path);
      await client.invalidateQueries({ queryKey: ["kernels"] });
    } catch (error) {
      const problem = problemOf(error);
      notifyProblem(t("catalog.none.failed"), reasonOf(problem));
    }
    setStarting(false);
  };
  return (
    <EmptyState
      isSmall
      icon={Cpu}
      title={t("catalog.none.title")}
      text={t("catalog.none.text")}
      action={
        <Button size="xs" loading={isStarting} onClick={() => void start()}>
          {t("catalog.none.start")}
        </Button>
      }
    />
  );
}

function Catalog({ kernel, path }: { kernel: string; path: string }) {
  const [text, setText] = useState("");
  const [shown, setShown] = useState<CatalogEntry | null>(null);
  const refresh = useRefresh(kernel, path);
  const here = useHere(kernel);
  const field = useRef<HTMLInputElement>(null);
  const isMaking = useStore(catalogState, (it) => it.isMaking);
  const finds = useStore(catalogState, (it) => it.finds);
  useEffect(() => {
    if (finds > 0) {
      field.current?.focus();
      field.current?.select();
    }
  }, [finds]);
  // A table that is being made belongs to the notebook it was begun in.
  useEffect(() => () => newTable(false), []);
  const below = () => field.current?.closest("aside")?.querySelector<HTMLElement>("[role=tree]");
  return (
    <>
      <PanelHead onRefresh={() => void refresh()} />
      <div className={css.find}>
        <TextInput
          ref={field}
          size="xs"
          type="search"
          aria-label={t("catalog.find")}
          placeholder={t("catalog.find.placeholder")}
          leftSection={<Search size={13} aria-hidden />}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") {
              event.preventDefault();
              below()?.focus();
            } else if (event.key === "Escape" && text !== "") {
              event.stopPropagation();
              setText("");
            }
          }}
        />
      </div>
      {text.trim() === "" ? (
        <CatalogTree kernel={kernel} here={here} onShow={setShown} />
      ) : (
        <CatalogFinds kernel={kernel} here={here} text={text.trim()} onShow={setShown} />
      )}
      <Suspense>
        {isMaking && <NewTableDialog kernel={kernel} onClose={() => newTable(false)} />}
        {shown !== null && (
          <ObjectDialog kernel={kernel} here={here} entry={shown} onClose={() => setShown(null)} />
        )}
      </Suspense>
    </>
  );
}
