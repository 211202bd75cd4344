import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type NotebookSummary, problemOf, queries } from "@/api";
import { ProblemPanel } from "@/components/ui/problem-panel";

/** All notebooks, the last changed first; until they are there, how far that is. */
export function WithNotebooks({
  children,
}: {
  children: (notebooks: NotebookSummary[]) => ReactNode;
}) {
  const { data, error, refetch } = useQuery(queries.notebooks());
  if (data !== undefined) {
    return children([...data].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)));
  }
  if (error === null) {
    return <Skeleton height={160} />;
  }
  const problem = problemOf(error);
  return (
    <ProblemPanel
      title={problem.title}
      text={problem.detail}
      help={problem.help}
      onRetry={() => void refetch()}
    />
  );
}
