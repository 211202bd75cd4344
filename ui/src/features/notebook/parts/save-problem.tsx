import { Button } from "@mantine/core";
import { CloudAlert } from "lucide-react";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import css from "./notebook.module.css";

/** Why the text is not in the file, where it is meanwhile, and what to do. */
export function SaveProblem() {
  const { session } = useDesk();
  const save = useNotebook((state) => state.save);
  const isGone = useNotebook((state) => state.isGone);
  if (isGone) {
    return (
      <div className={css.saveProblem} role="alert">
        <CloudAlert size={16} aria-hidden />
        <p>
          <b>{t("notebook.save.gone")}</b> {t("notebook.save.gone.text")}
        </p>
        <Button variant="default" onClick={() => void session.writeAgain()}>
          {t("notebook.save.gone.again")}
        </Button>
      </div>
    );
  }
  if (save.state !== "failed") {
    return null;
  }
  const { problem, isKept } = save;
  const cause = problem.detail === null ? problem.title : `${problem.title}: ${problem.detail}`;
  return (
    <div className={css.saveProblem} role="alert">
      <CloudAlert size={16} aria-hidden />
      <p>
        <b>{t("notebook.save.failed")}.</b> {cause}. {problem.help}{" "}
        {t(isKept ? "notebook.save.failed.kept" : "notebook.save.failed.page")}
      </p>
      <Button variant="default" onClick={() => void session.flush()}>
        {t("common.retry")}
      </Button>
    </div>
  );
}
