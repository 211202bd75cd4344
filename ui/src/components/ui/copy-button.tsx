import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { t } from "@/messages";
import { IconButton } from "./icon-button";

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <IconButton
      size="sm"
      icon={isCopied ? Check : Copy}
      label={isCopied ? t("common.copied") : (label ?? t("common.copy"))}
      onClick={() => void copy()}
    />
  );
}
