import { Menu, UnstyledButton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Cpu, FastForward, PackageOpen, RotateCcw, ScrollText } from "lucide-react";
import { lazy, Suspense } from "react";
import { wordOf } from "@/components/ui/status";
import { StatusChip } from "@/components/ui/status-chip";
import { Ago } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import css from "./notebook.module.css";
import { useKernel } from "./use-kernel";

// Loaded when first opened.
const SessionDialog = lazy(() => import("../session/session-dialog"));

/** The state of the notebook's kernel, always in sight; restart and log are a click away. */
export function KernelChip({ path }: { path: string }) {
  const navigate = useNavigate();
  const { session } = useDesk();
  const isOpen = useNotebook((state) => state.open === "session");
  const { kernel, restart, restartAndRunAll } = useKernel(path);
  // The question would stand behind the dialog.
  const leaveFor = (act: () => Promise<void>) => {
    session.show(null);
    void act();
  };

  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <UnstyledButton className={css.kernel} title={t("notebook.kernel.label")}>
            <Cpu size={14} aria-hidden />
            {kernel === undefined ? (
              <span className={css.dim}>{t("notebook.kernel.none")}</span>
            ) : (
              <>
                <span className={css.kernelName}>{`Flink ${kernel.runtime}`}</span>
                <StatusChip state={kernel.state} />
              </>
            )}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {kernel === undefined ? (
            <>
              <Menu.Label>{t("notebook.kernel.none.text")}</Menu.Label>
              <Menu.Item
                leftSection={<PackageOpen size={14} />}
                onClick={() => session.show("session")}
              >
                {t("session.own.open")}
              </Menu.Item>
            </>
          ) : (
            <>
              <div className={css.kernelFacts}>
                <span>{t("notebook.kernel.label")}</span>
                <span>{kernel.why ?? wordOf(kernel.state)}</span>
                <span>{t("notebook.kernel.cluster")}</span>
                <span>{kernel.cluster}</span>
                <span>{t("notebook.kernel.memory")}</span>
                <span>
                  {kernel.memoryBytes === null
                    ? t("common.unknown")
                    : formatBytes(kernel.memoryBytes)}
                </span>
                <span>{t("notebook.kernel.since")}</span>
                <span>
                  <Ago at={kernel.startedAt} />
                </span>
              </div>
              <Menu.Divider />
              <Menu.Item
                leftSection={<PackageOpen size={14} />}
                onClick={() => session.show("session")}
              >
                {t("session.open")}
              </Menu.Item>
              <Menu.Item leftSection={<RotateCcw size={14} />} onClick={() => void restart()}>
                {t("notebook.kernel.restart")}
              </Menu.Item>
              <Menu.Item
                leftSection={<FastForward size={14} />}
                onClick={() => void restartAndRunAll()}
              >
                {t("session.restartAndRun")}
              </Menu.Item>
              <Menu.Item
                leftSection={<ScrollText size={14} />}
                onClick={() => void navigate({ to: "/status", search: { log: kernel.id } })}
              >
                {t("notebook.kernel.log")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isOpen && (
        <Suspense>
          <SessionDialog
            kernel={kernel}
            onRestart={() => leaveFor(restart)}
            onRestartAndRunAll={() => leaveFor(restartAndRunAll)}
            onClose={() => session.show(null)}
          />
        </Suspense>
      )}
    </>
  );
}
