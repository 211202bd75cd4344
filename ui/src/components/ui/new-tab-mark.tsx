import { ExternalLink } from "lucide-react";
import { t } from "@/messages";
import css from "./new-tab-mark.module.css";

/** Stands behind the text of a link that opens a new tab. */
export function NewTabMark() {
  return (
    <span className={css.mark}>
      {/* A word joiner, so that the icon is never alone on a line. */}
      {"\u2060"}
      <ExternalLink size={12} aria-hidden />
      <span className="visually-hidden">{t("common.opens.new")}</span>
    </span>
  );
}
