import { byId, el } from "./dom.js";

/**
 * Shows a problem above the form and marks the fields that it names; nothing that was entered is touched.
 * @param {import("./api.js").Problem} problem
 * @param {HTMLFormElement} form
 */
export function showProblem(problem, form) {
  hideProblem();
  const place = byId("problem");
  const errors = problem.errors.map(({ pointer, detail }) => {
    const field = form.elements[pointer.slice(1)];
    if (field instanceof HTMLElement) mark(field);
    const label = field?.labels?.[0]?.textContent ?? pointer;
    return el("li", {}, el("strong", {}, label), `: ${detail}`);
  });
  // the detail of a field's problem repeats what the list says
  const detail = errors.length ? null : problem.detail;
  const facts = [problem.status && `status ${problem.status}`, problem.instance && `request ${problem.instance}`].filter(Boolean);
  place.replaceChildren(
    el("h2", {}, problem.title),
    ...[detail && el("p", {}, detail), errors.length && el("ul", {}, errors), facts.length && el("p.muted", {}, facts.join(", "))].filter(Boolean),
  );
  place.hidden = false;
  place.focus();
}

/** Forgets the problem shown. */
export function hideProblem() {
  byId("problem").hidden = true;
  byId("problem").replaceChildren();
  for (const field of document.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-errormessage");
  }
}

function mark(field) {
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-errormessage", "problem");
  const more = field.closest("details");
  if (more) more.open = true;
}
