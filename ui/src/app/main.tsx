import "./mantine.css";
import "@mantine/notifications/styles.css";
import "./theme.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askAhead } from "@/api";
import { t } from "@/messages";
import { App } from "./app";

askAhead(window.location.pathname);

const root = document.getElementById("root");
if (root === null) {
  throw new Error("the page has no root");
}
// Menus open in a place of their own at the end of the page, which has to be a landmark, too.
const popups = document.createElement("div");
popups.dataset.mantineSharedPortalNode = "true";
popups.setAttribute("role", "region");
popups.setAttribute("aria-label", t("common.popups"));
document.body.append(popups);

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
