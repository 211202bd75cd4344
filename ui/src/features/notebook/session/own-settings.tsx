import { Alert, Autocomplete, Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { api, type KernelInfo } from "@/api";
import { Choice } from "@/components/ui/choice";
import { IconButton } from "@/components/ui/icon-button";
import {
  flinkSettings,
  ofFlink,
  sessionSettings,
  withSessionSetting,
} from "@/core/notebook/session-settings";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import type { NotebookSession } from "../state/session";
import css from "./session.module.css";
import { useOutdated } from "./use-outdated";

const BEFORE_KEY = "SET '";

interface Props {
  kernel: KernelInfo | undefined;
  onRestart: () => void;
}

/** Changes one setting as any other edit: saved by itself, and undone with the cells. */
function change(session: NotebookSession, key: string, value: string | null): void {
  session.edit(withSessionSetting(session.state.blocks, key, value));
}

/** What the file of the notebook asks for its session; each change is saved as any other is. */
export function OwnSettings({ kernel, onRestart }: Props) {
  const { session } = useDesk();
  const blocks = useNotebook((state) => state.blocks);
  const isOutdated = useOutdated(kernel);
  const settings = sessionSettings(blocks);
  const ofFlinkItself = flinkSettings(settings);
  return (
    <section aria-label={t("session.own.title")}>
      <h3>{t("session.own.title")}</h3>
      <p className={css.dim}>{t("session.own.text")}</p>
      <div className={css.own}>
        <div className={css.mode}>
          <span aria-hidden>{t("session.own.mode")}</span>
          <Choice
            label={t("session.own.mode")}
            value={settings.runtime ?? ""}
            options={[
              { value: "", label: t("session.own.mode.default") },
              { value: "batch", label: t("notebook.mode.batch") },
              { value: "streaming", label: t("notebook.mode.streaming") },
            ]}
            onChange={(mode) => change(session, "runtime", mode === "" ? null : mode)}
          />
        </div>
        {ofFlinkItself.map(([key, value]) => (
          <Row key={key} name={key} value={value} />
        ))}
        {ofFlinkItself.length === 0 && <p className={css.dim}>{t("session.own.none")}</p>}
        <NewRow kernel={kernel?.id} />
        {kernel !== undefined && (
          <p className={css.dim}>
            {t("session.own.where", { runtime: kernel.runtime, cluster: kernel.cluster })}
          </p>
        )}
      </div>
      {(kernel?.warnings ?? []).map((warning) => (
        <p key={warning} className={css.wrong}>
          {warning}
        </p>
      ))}
      {isOutdated && (
        <Alert variant="light" color="yellow" title={t("session.own.outdated")}>
          <div className={css.outdated}>
            <div className={css.grow}>{t("session.own.outdated.text")}</div>
            <Button onClick={onRestart}>{t("session.own.restart")}</Button>
          </div>
        </Alert>
      )}
    </section>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  const { session } = useDesk();
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    if (typed !== null && typed.trim() !== value) {
      change(session, ofFlink(name), typed.trim());
    }
    setTyped(null);
  };
  return (
    <div className={css.row}>
      <code>{name}</code>
      <TextInput
        size="xs"
        aria-label={t("session.own.value.of", { key: name })}
        value={typed ?? value}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === "Enter" && keep()}
      />
      <IconButton
        icon={X}
        label={t("session.own.remove.key", { key: name })}
        onClick={() => change(session, ofFlink(name), null)}
      />
    </div>
  );
}

function NewRow({ kernel }: { kernel: string | undefined }) {
  const { session } = useDesk();
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const known = useKnownSettings(kernel);
  const isUnknown = known !== undefined && !known.some((it) => it.startsWith(key.trim()));
  const add = () => {
    change(session, ofFlink(key.trim()), value.trim());
    setKey("");
    setValue("");
  };
  return (
    <form
      className={css.row}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Autocomplete
        size="xs"
        aria-label={t("session.own.key")}
        placeholder="table.exec.state.ttl"
        data={known ?? []}
        limit={12}
        value={key}
        onChange={setKey}
        description={isUnknown ? t("session.own.unknown") : undefined}
        inputWrapperOrder={["label", "input", "description"]}
      />
      <TextInput
        size="xs"
        aria-label={t("session.own.value")}
        placeholder="1 h"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={key.trim() === "" || value.trim() === ""}>
        {t("session.own.add")}
      </Button>
    </form>
  );
}

/** All settings of Flink, as the kernel completes `SET`. */
function useKnownSettings(kernel: string | undefined): string[] | undefined {
  const { data } = useQuery({
    queryKey: ["known-settings", kernel],
    queryFn: async () => {
      const { items } = await api.complete(kernel ?? "", BEFORE_KEY, BEFORE_KEY.length);
      return items.map((item) => item.text.replaceAll("'", ""));
    },
    enabled: kernel !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}
