import { useEffect, useState } from "react";
import type { DeploymentInfo, Problem } from "./generated/schemas";
import { useLive } from "./live-context";

export interface WatchedDeployments {
  /** By name; null as long as nothing was told. */
  deployments: readonly DeploymentInfo[] | null;
  problem: Problem | null;
}

interface News {
  isWhole: boolean;
  deployments: readonly DeploymentInfo[];
  gone: readonly string[];
}

/** The deployments after some news of them. */
export function withNews(
  known: readonly DeploymentInfo[] | null,
  { isWhole, deployments, gone }: News,
): DeploymentInfo[] {
  const all = new Map((isWhole ? [] : (known ?? [])).map((it) => [it.id, it]));
  for (const id of gone) {
    all.delete(id);
  }
  for (const deployment of deployments) {
    all.set(deployment.id, deployment);
  }
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** All deployments, or the one that is named, as they are from moment to moment. */
export function useLiveDeployments(name: string | null): WatchedDeployments {
  const live = useLive();
  const [watched, setWatched] = useState<WatchedDeployments>({ deployments: null, problem: null });
  const [shown, setShown] = useState(name);
  if (shown !== name) {
    // Nothing of the one before may stand under the name of this one.
    setShown(name);
    setWatched({ deployments: null, problem: null });
  }
  useEffect(() => {
    const watch = live.watch(
      { op: "watch-deployments", deployment: name },
      {
        onMessage: (message) => {
          if (message.op === "deployments") {
            setWatched(({ deployments }) => ({
              deployments: withNews(deployments, message),
              problem: null,
            }));
          } else if (message.op === "problem") {
            setWatched(({ deployments }) => ({ deployments, problem: message.problem }));
          }
        },
      },
    );
    return () => watch.close();
  }, [live, name]);
  return watched;
}
