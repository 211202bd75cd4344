import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { LiveProvider, openLive } from "@/api";
import { ConfirmProvider } from "@/components/ui/confirm";
import { applyDensity } from "@/components/ui/preferences";
import { SignInGate } from "@/features/sign-in";
import { createQueryClient } from "./query-client";
import { router } from "./router";
import { theme } from "./theme";

export function App() {
  const [client] = useState(createQueryClient);
  const [live] = useState(openLive);
  useEffect(applyDensity, []);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <LiveProvider value={live}>
          <ConfirmProvider>
            <Notifications position="bottom-right" limit={4} />
            <SignInGate>
              <RouterProvider router={router} />
            </SignInGate>
          </ConfirmProvider>
        </LiveProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
