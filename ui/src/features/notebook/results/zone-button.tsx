import { UnstyledButton } from "@mantine/core";
import { Globe } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useStore } from "zustand";
import { preferences, setPreferences } from "@/components/ui/preferences";
import { zoneOf } from "@/core/format/time-zones";
import { t } from "@/messages";
import css from "./zone.module.css";

// Loaded when first opened.
const ZoneDialog = lazy(() => import("./zone-dialog"));

/** The time zone in which `TIMESTAMP_LTZ` values are shown. */
export function useZone(): string {
  return zoneOf(useStore(preferences, (it) => it.timeZone));
}

/** Says in which zone instants are shown, and lets it be changed. */
export function ZoneButton() {
  const choice = useStore(preferences, (it) => it.timeZone);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton
        className={css.button}
        title={t("results.zone.help")}
        onClick={() => setOpen(true)}
      >
        <Globe size={12} aria-hidden />
        {t("results.zone", { zone: zoneOf(choice) })}
      </UnstyledButton>
      {isOpen && (
        <Suspense>
          <ZoneDialog
            choice={choice}
            onClose={() => setOpen(false)}
            onDone={(timeZone) => {
              setPreferences({ timeZone });
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
