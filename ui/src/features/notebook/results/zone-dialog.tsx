import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { browserZone, knownZone, type ZoneChoice } from "@/core/format/time-zones";
import { t } from "@/messages";
import css from "./zone.module.css";

interface Props {
  choice: ZoneChoice;
  onDone: (choice: ZoneChoice) => void;
  onClose: () => void;
}

const FORMS = ["UTC", "browser", "other"] as const;

/** Asks for the time zone of instants: UTC, the browser's or one by its IANA name. */
export default function ZoneDialog({ choice, onDone, onClose }: Props) {
  const chosen = FORMS.find((it) => it === choice) ?? "other";
  const [form, setForm] = useState<(typeof FORMS)[number]>(chosen);
  const [name, setName] = useState(chosen === "other" ? choice : "");
  const [error, setError] = useState<string | null>(null);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const zone = form === "other" ? knownZone(name) : form;
    if (zone === null) {
      setError(t("results.zone.unknown", { name }));
    } else {
      onDone(zone);
    }
  };
  const labels = {
    UTC: "UTC",
    browser: t("results.zone.browser", { zone: browserZone() }),
    other: t("results.zone.other"),
  };
  return (
    <Dialog title={t("results.zone.title")} onClose={onClose}>
      <form className={css.form} onSubmit={submit}>
        <p className={css.help}>{t("results.zone.help")}</p>
        <div className={css.choices} role="radiogroup" aria-label={t("results.zone.title")}>
          {FORMS.map((it) => (
            <label key={it}>
              <input
                type="radio"
                name={id}
                checked={form === it}
                data-autofocus={form === it || undefined}
                onChange={() => setForm(it)}
              />
              {labels[it]}
            </label>
          ))}
        </div>
        {form === "other" && (
          <TextInput
            label={t("results.zone.name")}
            description={t("results.zone.name.hint")}
            list={`${id}-known`}
            value={name}
            error={error}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setError(null);
            }}
          />
        )}
        <datalist id={`${id}-known`}>
          {Intl.supportedValuesOf("timeZone").map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <div className={css.actions}>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" disabled={form === "other" && name.trim() === ""}>
            {t("results.zone.apply")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
