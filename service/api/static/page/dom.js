/**
 * An element. Data reaches the page only as text and attributes here, never as markup.
 * @param {string} name tag, with classes after dots: "p.muted"
 * @param {Object} properties attributes; null and false leave one out; `on…` are listeners
 * @param {...(Node|string|number|null|Array)} children text or nodes; null is passed over
 */
export function el(name, properties = {}, ...children) {
  return fill(document.createElement(name.split(".")[0]), name, properties, children);
}

/** The same for SVG. */
export function svg(name, properties = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name.split(".")[0]), name, properties, children);
}

function fill(node, name, properties, children) {
  node.classList.add(...name.split(".").slice(1));
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== "").map(asNodeOrText));
  return node;
}

const asNodeOrText = (child) => (child instanceof Node ? child : String(child));

/** The element of an id in index.html. */
export const byId = (id) => document.getElementById(id);
