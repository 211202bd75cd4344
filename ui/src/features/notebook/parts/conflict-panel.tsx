import { Button, Group } from "@mantine/core";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./notebook.module.css";

/** Both sides of a cell that was changed here and elsewhere. */
export function ConflictPanel({ uid, theirs }: { uid: string; theirs: string }) {
  const { session } = useDesk();
  return (
    <section className={css.conflict} aria-label={t("notebook.conflict.title")}>
      <p>
        <b>{t("notebook.conflict.title")}</b>
      </p>
      <p className={css.dim}>{t("notebook.conflict.other")}</p>
      <pre>{theirs}</pre>
      <Group gap="sm" mt="sm">
        <Button variant="default" onClick={() => session.resolve(uid, "mine")}>
          {t("notebook.conflict.mine")}
        </Button>
        <Button variant="default" onClick={() => session.resolve(uid, "theirs")}>
          {t("notebook.conflict.theirs")}
        </Button>
      </Group>
    </section>
  );
}
