import { Button, Group, Modal, Text } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { t } from "@/messages";

interface Question {
  title: string;
  text: string;
  confirm: string;
  isDangerous?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

/** Asks before something that cannot be undone; names the thing and what follows. */
export function useConfirm(): Ask {
  return useContext(ConfirmContext);
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void }>();
  const [isOpen, setOpen] = useState(false);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((answer) => {
        setAsked({ question, answer });
        setOpen(true);
      }),
    [],
  );
  const close = (yes: boolean) => {
    asked?.answer(yes);
    setOpen(false);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      <Modal opened={isOpen} onClose={() => close(false)} title={asked?.question.title} size="sm">
        <Text size="sm">{asked?.question.text}</Text>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button
            variant="default"
            data-autofocus={asked?.question.isDangerous || undefined}
            onClick={() => close(false)}
          >
            {t("common.cancel")}
          </Button>
          <Button
            data-autofocus={asked?.question.isDangerous ? undefined : true}
            color={asked?.question.isDangerous ? "red.9" : "fir"}
            onClick={() => close(true)}
          >
            {asked?.question.confirm}
          </Button>
        </Group>
      </Modal>
    </ConfirmContext>
  );
}
