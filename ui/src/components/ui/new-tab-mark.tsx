import { ExternalLink } from "lucide-react";
import { t } from "@/messages";
import css from "./new-tab-mark.module.css";

/** Stands behind the text of a link that opens a new tab. */
export function NewTabMark() {
  return (
    <>
      {/* A word joiner: the mark does not go to a line of its own. */}
      {"\u2060"}
      <ExternalLink size={12} className={css.mark} aria-hidden />
      <span className="visually-hidden">{t("common.opens.new")}</span>
    </>
  );
}
