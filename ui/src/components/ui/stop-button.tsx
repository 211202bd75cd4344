import { Button } from "@mantine/core";
import { t } from "@/messages";
import { useConfirm } from "./confirm";
import { notifyDone, notifyProblem } from "./notify";

interface Props {
  /** What is stopped, as the reader knows it. */
  name: string;
  /** What follows. */
  text: string;
  stop: () => Promise<void>;
}

/** Stops something that runs, after a question, and tells how that went. */
export function StopButton({ name, text, stop }: Props) {
  const ask = useConfirm();
  const askAndStop = async () => {
    const isSure = await ask({
      title: t("jobs.stop.title", { name }),
      text,
      confirm: t("jobs.stop.confirm"),
      isDangerous: true,
    });
    if (!isSure) {
      return;
    }
    try {
      await stop();
      notifyDone(t("jobs.stop.done"));
    } catch (error) {
      notifyProblem(t("jobs.stop.failed"), error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={`${t("jobs.stop")} ${name}`}
      onClick={() => void askAndStop()}
    >
      {t("jobs.stop")}
    </Button>
  );
}
