import { Tooltip, UnstyledButton } from "@mantine/core";
import { Check, CloudAlert, LoaderCircle, Pencil } from "lucide-react";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import css from "./notebook.module.css";

const ICONS = { saved: Check, unsaved: Pencil, saving: LoaderCircle, failed: CloudAlert };

/** Whether the text is in the file. When it is not, a click tries again. */
export function SaveIndicator() {
  const { session } = useDesk();
  const save = useNotebook((state) => state.save);
  const Icon = ICONS[save.state];
  const why = save.state === "failed" ? (save.problem.detail ?? save.problem.title) : null;
  const body = (
    <div role="status" className={css.saveState}>
      <UnstyledButton
        className={css.save}
        data-state={save.state}
        onClick={() => void session.flush()}
      >
        <Icon size={13} aria-hidden />
        {t(`notebook.save.${save.state}`)}
      </UnstyledButton>
    </div>
  );
  return why === null ? (
    body
  ) : (
    <Tooltip label={t("notebook.save.failed.text", { why })} multiline maw={360}>
      {body}
    </Tooltip>
  );
}
