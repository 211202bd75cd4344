import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { t } from "@/messages";

interface Props {
  title: string;
  size?: string;
  /** How far below the upper edge of the window; unless given, in the middle. */
  top?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that is open as long as it is shown; its heading is no second banner of the page. */
export function Dialog({ title, size = "md", top, onClose, children }: Props) {
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={size}
      {...(top !== undefined && { yOffset: top, centered: false })}
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t("common.close")} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
