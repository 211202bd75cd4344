import { Button } from "@mantine/core";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  useNavigate,
} from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { t } from "@/messages";
import { CrashPage } from "./crash-page";
import { Shell } from "./shell/shell";

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: CrashPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/home"), "HomePage"),
});

const notebookArea = createRoute({ getParentRoute: () => root, path: "/notebooks" });

const notebooks = createRoute({
  getParentRoute: () => notebookArea,
  path: "/",
  validateSearch: (search): { find?: string } =>
    typeof search.find === "string" ? { find: search.find } : {},
  component: lazyRouteComponent(() => import("@/features/home"), "NotebooksPage"),
});

const notebook = createRoute({
  getParentRoute: () => notebookArea,
  path: "$",
  component: lazyRouteComponent(() => import("@/features/notebook"), "NotebookPage"),
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: "/jobs",
  validateSearch: (search): { show?: "all" } => (search.show === "all" ? { show: "all" } : {}),
  component: lazyRouteComponent(() => import("@/features/jobs"), "JobsPage"),
});

const job = createRoute({
  getParentRoute: () => root,
  path: "/jobs/$job",
  component: lazyRouteComponent(() => import("@/features/jobs"), "JobPage"),
});

const DEPLOYMENT_FILTERS = ["find", "verdict", "cluster", "sort"] as const;

const deployments = createRoute({
  getParentRoute: () => root,
  path: "/deployments",
  validateSearch: (search): { [name in (typeof DEPLOYMENT_FILTERS)[number]]?: string } =>
    Object.fromEntries(
      DEPLOYMENT_FILTERS.flatMap((name) => {
        const value = search[name];
        // The router reads a number where a text looks like one.
        return typeof value === "string" || typeof value === "number"
          ? [[name, String(value)]]
          : [];
      }),
    ),
  component: lazyRouteComponent(() => import("@/features/deployments"), "DeploymentsPage"),
});

const deployment = createRoute({
  getParentRoute: () => root,
  path: "/deployments/$name",
  component: lazyRouteComponent(() => import("@/features/deployments"), "DeploymentPage"),
});

const status = createRoute({
  getParentRoute: () => root,
  path: "/status",
  validateSearch: (search): { log?: string } =>
    typeof search.log === "string" ? { log: search.log } : {},
  component: lazyRouteComponent(() => import("@/features/status"), "StatusPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    notebookArea.addChildren([notebooks, notebook]),
    deployments,
    deployment,
    jobs,
    job,
    status,
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: CrashPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

function NotFound() {
  const navigate = useNavigate();
  return (
    <EmptyState
      isPage
      icon={Compass}
      title={t("shell.notFound.title")}
      text={t("shell.notFound.text")}
      action={
        <Button onClick={() => void navigate({ to: "/" })}>{t("shell.notFound.action")}</Button>
      }
    />
  );
}
