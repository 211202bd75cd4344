import { Drawer, Skeleton, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { problemOf, queries } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { t } from "@/messages";
import css from "./status.module.css";

const TAIL = 1000;

interface Props {
  /** Whose log; null while closed. */
  process: string | null;
  onClose: () => void;
}

/** The end of a process's log, kept current, with a filter. */
export function LogViewer({ process, onClose }: Props) {
  return (
    <Drawer
      opened={process !== null}
      onClose={onClose}
      position="right"
      size="min(960px, 100vw)"
      title={t("status.log.title", { name: process ?? "" })}
    >
      {process !== null && <Log process={process} />}
    </Drawer>
  );
}

function Log({ process }: { process: string }) {
  const { data, error } = useQuery(queries.log(process, TAIL));
  const [filter, setFilter] = useState("");
  const [isFollowing, setFollowing] = useState(true);
  const end = useRef<HTMLPreElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines move the end
  useEffect(() => {
    if (isFollowing && end.current !== null) {
      end.current.scrollTop = end.current.scrollHeight;
    }
  }, [data, isFollowing, filter]);

  if (error !== null && data === undefined) {
    return <ProblemPanel title={t("status.log.failed")} text={problemOf(error).detail} />;
  }
  if (data === undefined) {
    return <Skeleton height={320} />;
  }
  const needle = filter.toLowerCase();
  const lines = data.split("\n").filter((line) => line.toLowerCase().includes(needle));
  return (
    <div className={css.log}>
      <div className={css.logBar}>
        <TextInput
          size="xs"
          data-autofocus
          aria-label={t("status.log.filter")}
          placeholder={t("status.log.filter")}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Switch
          size="xs"
          label={t("status.log.follow")}
          checked={isFollowing}
          onChange={(event) => setFollowing(event.currentTarget.checked)}
        />
        <span className={css.dim}>{t("status.log.lines", { n: TAIL })}</span>
        <CopyButton text={data} />
      </div>
      {data.trim() === "" ? (
        <EmptyState isSmall title={t("status.log.empty")} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        <pre ref={end} className={css.lines} tabIndex={0}>
          {lines.map((line, i) => (
            <span key={i} data-level={levelOf(line)}>
              {line}
              {"\n"}
            </span>
          ))}
        </pre>
      )}
    </div>
  );
}

function levelOf(line: string): string | undefined {
  return /\b(ERROR|WARN)\b/.exec(line)?.[1];
}
