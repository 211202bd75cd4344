import { PanelLeft } from "lucide-react";
import { useStore } from "zustand";
import { keysOf } from "@/commands";
import { IconButton } from "@/components/ui/icon-button";
import { keysText } from "@/components/ui/kbd";
import { t } from "@/messages";
import { catalogState, toggleCatalog } from "./catalog-state";

/** Shows and hides the side bar. */
export function CatalogButton() {
  const isOpen = useStore(catalogState, (it) => it.isOpen);
  return (
    <IconButton
      icon={PanelLeft}
      label={t("catalog.toggle")}
      keys={keysText(keysOf("catalog.toggle"))}
      isPressed={isOpen}
      onClick={toggleCatalog}
    />
  );
}
