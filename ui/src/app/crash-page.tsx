import { Button } from "@mantine/core";
import { Bug } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { t } from "@/messages";

/** Shown in place of a page whose code failed. */
export function CrashPage({ error }: { error: unknown }) {
  return (
    <EmptyState
      isPage
      icon={Bug}
      title={t("shell.crash.title")}
      text={`${t("shell.crash.text")} (${String(error)})`}
      action={<Button onClick={() => window.location.reload()}>{t("common.reload")}</Button>}
    />
  );
}
