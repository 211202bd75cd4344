import { ActionIcon, type ActionIconProps, Tooltip } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import type { MouseEvent } from "react";

interface Props
  extends Pick<ActionIconProps, "size" | "variant" | "color" | "disabled" | "loading"> {
  icon: LucideIcon;
  label: string;
  /** Shown after the label in the tooltip, as `Shift+Enter`. */
  keys?: string | undefined;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  isPressed?: boolean;
}

export function IconButton({ icon: Icon, label, keys, onClick, isPressed, ...rest }: Props) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keys})`}>
      <ActionIcon
        aria-label={label}
        aria-pressed={isPressed}
        size="md"
        {...rest}
        {...(onClick && { onClick })}
      >
        <Icon size={16} strokeWidth={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
