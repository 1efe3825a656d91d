import { byId } from "./dom.js";

const VIEWS = ["form", "result", "compare-form", "comparison"];

/** Shows one of the page's views, by its id, and hides the others. */
export function showView(id) {
  for (const view of VIEWS) byId(view).hidden = view !== id;
}

/** Whether a view is the one shown. */
export const isShown = (id) => !byId(id).hidden;
