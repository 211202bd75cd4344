import { Button, Menu } from "@mantine/core";
import { Ellipsis } from "lucide-react";
import type { DeploymentInfo } from "@/api";
import { MenuButton } from "@/components/ui/menu-button";
import { t } from "@/messages";
import { type Act, actsFor, isDangerous } from "../acts";
import css from "./deployments.module.css";

interface Props {
  deployment: DeploymentInfo;
  onAct: (act: Act) => void;
}

/** What can be done to a deployment as it is: the likeliest as buttons, the rest in a menu. */
export function ActButtons({ deployment, onAct }: Props) {
  const [first, ...rest] = actsFor(deployment);
  return (
    <div className={css.actions}>
      {first !== undefined && (
        <Button variant={first === "stop" ? "default" : "filled"} onClick={() => onAct(first)}>
          {t(`deployments.${first}`)}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <MenuButton icon={Ellipsis} label={t("deployments.more")} />
        </Menu.Target>
        <Menu.Dropdown>
          {rest.map((act) => (
            <Menu.Item
              key={act}
              {...(isDangerous(act) && { color: "var(--d-fail)" })}
              onClick={() => onAct(act)}
            >
              {t(`deployments.${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
