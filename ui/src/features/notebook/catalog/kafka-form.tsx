import { Button, NativeSelect, TextInput } from "@mantine/core";
import { t } from "@/messages";
import { ChoiceList } from "./choice-list";
import { FORMATS, isSigned, KEYS, MECHANISMS, PROTOCOLS, STARTS } from "./kafka-options";
import css from "./new-table.module.css";
import { SampleList } from "./sample-list";
import type { Values } from "./source-options";
import type { Draft } from "./use-draft";

/** Asks where a broker is, then for a topic, then how its messages are to be read. */
export function KafkaForm({ draft }: { draft: Draft }) {
  const { values, choices, found } = draft;
  const hasTopic = Boolean(values.topic);
  // Each of these changes what the kernel makes of the messages.
  const change = (changed: Values) => {
    if (hasTopic) {
      void draft.look(changed);
    } else {
      draft.adjust(changed);
    }
  };
  return (
    <>
      <ServerForm draft={draft} />
      <Button
        mt="sm"
        variant={choices === null ? "filled" : "default"}
        disabled={!values.servers?.trim()}
        loading={draft.isLooking && !hasTopic}
        onClick={() => void draft.look({ topic: "" })}
      >
        {t("catalog.new.kafka.connect")}
      </Button>
      {choices !== null && (
        <>
          <p className={css.dim} role="status">
            {draft.listed.join(" ")}
          </p>
          <ChoiceList
            label={t("catalog.new.kafka.topic")}
            choices={choices}
            value={values.topic ?? ""}
            onChoose={(topic) => void draft.look({ topic })}
          />
          <TextInput
            mt="xs"
            label={t("catalog.new.kafka.named")}
            spellCheck={false}
            value={values.topic ?? ""}
            onChange={(event) => draft.adjust({ topic: event.currentTarget.value })}
            onBlur={() => {
              if (hasTopic && found === null && draft.problem === null && !draft.isLooking) {
                void draft.look();
              }
            }}
          />
          <ReadingForm values={values} onLook={change} onFill={(it) => draft.adjust(it)} />
        </>
      )}
      {found !== null && <SampleList samples={found.samples} />}
    </>
  );
}

function ServerForm({ draft }: { draft: Draft }) {
  const { values } = draft;
  const fill = (changed: Values) => draft.fill({ topic: "", ...changed });
  return (
    <div className={css.form}>
      <TextInput
        label={t("catalog.new.kafka.servers")}
        placeholder="broker-1:9092,broker-2:9092"
        autoComplete="off"
        spellCheck={false}
        value={values.servers ?? ""}
        onChange={(event) => fill({ servers: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("catalog.new.kafka.protocol")}
        data={[...PROTOCOLS]}
        value={values.protocol ?? "PLAINTEXT"}
        onChange={(event) => fill({ protocol: event.currentTarget.value })}
      />
      {isSigned(values) && (
        <>
          <NativeSelect
            label={t("catalog.new.kafka.mechanism")}
            data={[...MECHANISMS]}
            value={values.mechanism ?? "PLAIN"}
            onChange={(event) => fill({ mechanism: event.currentTarget.value })}
          />
          <TextInput
            label={t("catalog.new.field.username")}
            autoComplete="off"
            spellCheck={false}
            value={values.user ?? ""}
            onChange={(event) => fill({ user: event.currentTarget.value })}
          />
          <TextInput
            type="password"
            label={t("catalog.new.field.password")}
            autoComplete="off"
            value={values.secret ?? ""}
            onChange={(event) => fill({ secret: event.currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}

interface ReadingProps {
  values: Values;
  onLook: (changed: Values) => void;
  onFill: (changed: Values) => void;
}

/** How messages are read, and from where on. */
function ReadingForm({ values, onLook, onFill }: ReadingProps) {
  const isUpsert = values.key === "rows";
  const start = values.start ?? STARTS[0];
  return (
    <div className={css.form}>
      <NativeSelect
        label={t("catalog.new.kafka.look")}
        data={[
          { value: "newest", label: t("catalog.new.kafka.newest") },
          { value: "oldest", label: t("catalog.new.kafka.oldest") },
        ]}
        value={values.order ?? "newest"}
        onChange={(event) => onLook({ order: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("catalog.new.kafka.format")}
        data={[{ value: "", label: t("catalog.new.kafka.guess") }, ...FORMATS]}
        value={values.format ?? ""}
        onChange={(event) => onLook({ format: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("catalog.new.kafka.key")}
        data={KEYS.map((it) => ({ value: it, label: t(`catalog.new.kafka.key.${it}`) }))}
        value={values.key ?? "none"}
        onChange={(event) => onLook({ key: event.currentTarget.value })}
      />
      {!isUpsert && (
        <NativeSelect
          label={t("catalog.new.kafka.start")}
          data={STARTS.map((it) => ({ value: it, label: t(`catalog.new.kafka.start.${it}`) }))}
          value={start}
          onChange={(event) => onFill({ start: event.currentTarget.value })}
        />
      )}
      {!isUpsert && start === "timestamp" && (
        <TextInput
          type="datetime-local"
          label={t("catalog.new.kafka.startAt")}
          value={values.startAt ?? ""}
          onChange={(event) => onFill({ startAt: event.currentTarget.value })}
        />
      )}
      {!isUpsert && start === "group-offsets" && (
        <TextInput
          label={t("catalog.new.kafka.group")}
          spellCheck={false}
          value={values.group ?? ""}
          onChange={(event) => onFill({ group: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
