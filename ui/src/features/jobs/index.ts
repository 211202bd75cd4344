export { JobPage } from "./job-page";
export { JobsPage } from "./jobs-page";
