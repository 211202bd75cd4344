export { NotebookPage } from "./pages/notebook-page";
