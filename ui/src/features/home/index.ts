export { HomePage } from "./pages/home-page";
export { NotebooksPage } from "./pages/notebooks-page";
