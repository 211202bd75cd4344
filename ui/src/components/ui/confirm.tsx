import { Button, Group, Text } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { t } from "@/messages";
import { Dialog } from "./dialog";

interface Question {
  title: string;
  text: string;
  confirm: string;
  isDangerous?: boolean;
}

interface Asked {
  question: Question;
  answer: (yes: boolean) => void;
}

type Ask = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

/** Asks before something that cannot be undone; names the thing and what follows. */
export function useConfirm(): Ask {
  return useContext(ConfirmContext);
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((answer) => {
        setAsked({ question, answer });
      }),
    [],
  );
  const close = (yes: boolean) => {
    asked?.answer(yes);
    setAsked(null);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      {asked !== null && (
        <Dialog title={asked.question.title} size="sm" onClose={() => close(false)}>
          <Text size="sm">{asked.question.text}</Text>
          <Group justify="flex-end" mt="lg" gap="sm">
            <Button
              variant="default"
              data-autofocus={asked.question.isDangerous || undefined}
              onClick={() => close(false)}
            >
              {t("common.cancel")}
            </Button>
            <Button
              data-autofocus={asked.question.isDangerous ? undefined : true}
              color={asked.question.isDangerous ? "red.9" : "fir"}
              onClick={() => close(true)}
            >
              {asked.question.confirm}
            </Button>
          </Group>
        </Dialog>
      )}
    </ConfirmContext>
  );
}
