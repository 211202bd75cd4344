import { notifications } from "@mantine/notifications";

/** A short word about something that happened; errors stay longer. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: "fir", autoClose: 3000 });
}

export function notifyProblem(title: string, message: string): void {
  notifications.show({ title, message, color: "red", autoClose: 10_000 });
}
