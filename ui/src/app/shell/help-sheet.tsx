import { Fragment } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import type { Action } from "@/core/hotkeys/hotkeys";
import { allActions } from "@/core/hotkeys/registry";
import { t } from "@/messages";
import css from "./shell.module.css";

/** All keys that count on the page now, by group. */
export default function HelpSheet({ onClose }: { onClose: () => void }) {
  const groups = new Map<string, Action[]>();
  for (const action of allActions().filter((it) => it.keys.length > 0)) {
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return (
    <Dialog title={t("shell.help")} size="xl" onClose={onClose}>
      <div className={css.sheet}>
        {[...groups].map(([group, actions]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {actions.map((action) => (
                <div key={action.id} className={css.keyRow}>
                  <dt>{action.name}</dt>
                  <dd>
                    {action.keys.map((keys) => (
                      <Fragment key={keys}>
                        <Kbd keys={keys} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
