import { Select, Skeleton, TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Search, ShieldCheck } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { type DeploymentInfo, useLiveDeployments } from "@/api";
import { bind, keysOf } from "@/commands";
import { EmptyState } from "@/components/ui/empty-state";
import { Kbd } from "@/components/ui/kbd";
import { Page, Panel } from "@/components/ui/page";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { useActions } from "@/components/ui/use-actions";
import { t } from "@/messages";
import { LATEST } from "../acts";
import { type Listing, listed, withSort } from "../listing";
import { ActDialog, type Asked } from "../parts/act-dialog";
import { BulkBar } from "../parts/bulk-bar";
import { DeploymentTable } from "../parts/deployment-table";
import css from "../parts/deployments.module.css";
import { VerdictFilter } from "../parts/verdict-filter";

/** All deployments, as they are from moment to moment. */
export function DeploymentsPage() {
  const { deployments, problem } = useLiveDeployments(null);
  return (
    <Page title={t("deployments.title")} intro={t("deployments.intro")}>
      {deployments !== null ? (
        deployments.length === 0 ? (
          <Panel>
            <EmptyState
              icon={ShieldCheck}
              title={t("deployments.empty.title")}
              text={t("deployments.empty.text")}
              command="./drey deploy orders.sql"
            />
          </Panel>
        ) : (
          <List deployments={deployments} />
        )
      ) : problem !== null ? (
        <ProblemPanel title={problem.title} text={problem.detail} help={problem.help} />
      ) : (
        <Skeleton height={320} />
      )}
    </Page>
  );
}

function List({ deployments }: { deployments: readonly DeploymentInfo[] }) {
  const listing: Listing = useSearch({ from: "/deployments" });
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked | null>(null);
  const shown = useMemo(() => listed(deployments, listing), [deployments, listing]);
  // What the filter hides is never acted on.
  const chosen = shown.filter((it) => selected.has(it.id));
  // A step back leads to the page before, not through all that was typed.
  const go = (next: Listing) => void navigate({ to: "/deployments", search: next, replace: true });
  const clear = () => setSelected(new Set());
  return (
    <div className={css.list}>
      <div className={css.filters}>
        <VerdictFilter deployments={deployments} listing={listing} onChange={go} />
        <FindField listing={listing} onChange={go} />
        <ClusterFilter deployments={deployments} listing={listing} onChange={go} />
      </div>
      <BulkBar
        chosen={chosen}
        shown={shown.length}
        total={deployments.length}
        onAct={(act, those) =>
          setAsked({ act, deployments: those, left: chosen.length - those.length, begin: LATEST })
        }
        onClear={clear}
      />
      {shown.length === 0 ? (
        <Panel>
          <EmptyState
            title={t("deployments.none.title")}
            text={t("deployments.none.text", {
              total: t("deployments.shown", { n: deployments.length }),
            })}
            action={
              <button type="button" className={css.filter} onClick={() => go({})}>
                {t("deployments.filter.clear")}
              </button>
            }
          />
        </Panel>
      ) : (
        <DeploymentTable
          deployments={shown}
          selected={selected}
          listing={listing}
          onSelect={setSelected}
          onSort={(column) => go(withSort(listing, column))}
        />
      )}
      {asked !== null && (
        <ActDialog
          {...asked}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            clear();
          }}
        />
      )}
    </div>
  );
}

interface FilterProps {
  listing: Listing;
  onChange: (listing: Listing) => void;
}

function FindField({ listing, onChange }: FilterProps) {
  const field = useRef<HTMLInputElement>(null);
  const actions = useMemo(() => [bind("deployments.find", () => field.current?.focus())], []);
  useActions(actions);
  const { find = "", ...rest } = listing;
  // The address follows a little later, and must not take back what was typed since.
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => setTyped((text) => (text === find ? null : text)), [find]);
  return (
    <TextInput
      ref={field}
      type="search"
      size="xs"
      className={css.find}
      aria-label={t("deployments.find")}
      placeholder={t("deployments.find")}
      leftSection={<Search size={14} aria-hidden />}
      rightSection={<Kbd keys={keysOf("deployments.find")} />}
      value={typed ?? find}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text === find ? null : text);
        onChange(text === "" ? rest : { ...rest, find: text });
      }}
    />
  );
}

function ClusterFilter({
  deployments,
  listing,
  onChange,
}: FilterProps & { deployments: readonly DeploymentInfo[] }) {
  const { cluster, ...rest } = listing;
  const clusters = [...new Set(deployments.map((it) => it.cluster))].sort();
  if (clusters.length < 2 && cluster === undefined) {
    return null;
  }
  return (
    <Select
      size="xs"
      w={160}
      clearable
      aria-label={t("deployments.filter.cluster")}
      placeholder={t("deployments.filter.cluster.all")}
      data={clusters}
      value={cluster ?? null}
      onChange={(next) => onChange(next === null ? rest : { ...rest, cluster: next })}
    />
  );
}
