import { ActionIcon, type ActionIconProps } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef } from "react";

type Props = Omit<ComponentPropsWithRef<"button">, "color"> &
  Pick<ActionIconProps, "size"> & { icon: LucideIcon; label: string };

/** A button that opens a menu. It hands on what the menu needs to put on its target. */
export function MenuButton({ icon: Icon, label, ...rest }: Props) {
  return (
    <ActionIcon aria-label={label} title={label} size="md" {...rest}>
      <Icon size={16} strokeWidth={1.8} aria-hidden />
    </ActionIcon>
  );
}
