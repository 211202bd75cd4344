import type { Messages } from "@/core/i18n/translate";

export const jobs = {
  title: "Jobs",
  intro: "What runs or ran on the cluster lately, newest first.",
  name: "Job",
  state: "State",
  started: "Started",
  duration: "Duration",
  tasks: "Tasks",
  read: "Rows read",
  written: "Rows written",
  from: "From",
  stop: "Stop",
  "stop.title": "Stop “{name}”?",
  "stop.text":
    "The job is cancelled on {cluster}. What it wrote so far stays; its state is not kept.",
  "stop.run.text": "It is cancelled. What it wrote so far stays.",
  "stop.confirm": "Stop it",
  "stop.failed": "It was not stopped",
  "stop.done": "It is being stopped",
  flink: "Open this job in Flink",
  "filter.active": "Running",
  "filter.all": "All",
  "filter.label": "Which jobs",
  "empty.title": "No job yet",
  "empty.text":
    "An INSERT or a streaming SELECT starts one. Try the second tutorial on the home page.",
  "empty.active.title": "Nothing runs now",
  "empty.active.text": "Jobs that ended are under All.",
  "tasks.running": "{running} of {total}",
  elsewhere: "not started by Drey",
} satisfies Messages;
