export { DeploymentPage } from "./pages/deployment-page";
export { DeploymentsPage } from "./pages/deployments-page";
