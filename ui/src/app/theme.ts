import { createTheme, type MantineColorsTuple } from "@mantine/core";
import { t } from "@/messages";

const fir: MantineColorsTuple = [
  "#e8f5f2",
  "#cfe8e2",
  "#a3d3c9",
  "#73bfb0",
  "#4cbfaa",
  "#2a9c88",
  "#148271",
  "#0b6b5d",
  "#08584d",
  "#05463d",
];

/** The dark greys, warm as the surfaces in `theme.css`. */
const dark: MantineColorsTuple = [
  "#ece8e1",
  "#b8b1a5",
  "#a8a195",
  "#6b665c",
  "#4d4940",
  "#34312b",
  "#292722",
  "#1d1c19",
  "#161513",
  "#121110",
];

/** One accent, two weights, a 4-pixel grid; colours of surfaces are in `theme.css`. */
export const theme = createTheme({
  primaryColor: "fir",
  primaryShade: { light: 7, dark: 6 },
  colors: { fir, dark },
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: { fontWeight: "600" },
  defaultRadius: "sm",
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Modal: {
      styles: { title: { fontWeight: 600, lineHeight: 1.4, overflowWrap: "anywhere" } },
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } },
    },
    Alert: {
      vars: (_theme: unknown, { color }: { color?: string }) => ({
        root: { "--alert-bg": color === "red" ? "var(--d-fail-soft)" : "var(--d-stale-soft)" },
      }),
      // Text in the alert's own colour is too faint on it.
      styles: { title: { color: "var(--d-text)" }, message: { color: "var(--d-text)" } },
    },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": t("common.close") } } },
    Button: { defaultProps: { size: "xs" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Menu: {
      // A placeholder that takes the focus would be a child of the menu that is no item.
      defaultProps: { shadow: "sm", withinPortal: true, withInitialFocusPlaceholder: false },
    },
  },
});
